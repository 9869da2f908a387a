import { Link, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { buttonClass } from '@/ui/Button.tsx'

export function NotFound(): ReactNode {
  const t = useTranslations('shell.notFound')
  const path = useLocation({ select: ({ pathname }) => pathname })
  return (
    <PageFrame title={t('title')}>
      <p className="max-w-2xl wrap-anywhere text-ink-2">{t('body', { path: inSentence(path, 200) })}</p>
      <Link to="/" className={`mt-4 ${buttonClass({ tone: 'primary' })}`}>
        {t('overview')}
      </Link>
    </PageFrame>
  )
}
