import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { Delayed } from '@/kit/Delayed.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { BrandMark } from './BrandMark.tsx'

/** The outlines of the console while it reads which servers to talk to. */
export function FrameSkeleton(): ReactNode {
  const t = useTranslations('shell')
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="hidden border-r border-line bg-surface lg:block">
        <div className="flex h-11 items-center gap-2 border-b border-line px-4 text-base font-semibold">
          <BrandMark />
          Quarterdeck
        </div>
      </div>
      <div>
        <div className="h-11 border-b border-line bg-surface" />
        <main className="px-4 py-5 sm:px-6">
          <h1 className="sr-only">{t('loading')}</h1>
          {/* It most often takes a moment too short to be shown. */}
          <Delayed ms={200}>
            <Skeleton rows={5} label={t('config.loading')} />
          </Delayed>
        </main>
      </div>
    </div>
  )
}
