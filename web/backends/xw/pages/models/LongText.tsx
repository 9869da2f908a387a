import { useTranslations } from 'use-intl'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'

/** A licence or a Modelfile is some ten thousand characters; a hundred times that would only stop the page. */
const MOST = 500_000

/** A server's long text in a scroller of its own, with a way to take it along. */
export function LongText({ title, text }: { readonly title: string; readonly text: string | null }) {
  const t = useTranslations('models.detail')
  if (text === null || text.trim() === '') return <p className="text-sm text-ink-3">{t('nothing')}</p>
  return (
    <div className="relative">
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must do so with the keyboard too
        tabIndex={0}
        className="max-h-[60dvh] overflow-auto rounded-md border border-line bg-bg p-3 pe-10 text-xs"
      >
        <ServerText text={text} max={MOST} block mono />
      </div>
      <CopyButton text={text} label={t('copyOf', { what: title })} className="absolute end-3 top-1.5" />
    </div>
  )
}
