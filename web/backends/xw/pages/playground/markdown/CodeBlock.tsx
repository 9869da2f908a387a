import { useTranslations } from 'use-intl'
import { plainText } from '@/lib/serverText.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { ScrollBox } from '../ScrollBox.tsx'

interface Props {
  readonly code: string
  /** As the model named it. */
  readonly language: string
}

export function CodeBlock({ code, language }: Props) {
  const t = useTranslations('playground.markdown')
  const name = plainText(language.split(/\s/, 1).join(''), 30)
  return (
    <div className="min-w-0 overflow-clip rounded-md border border-line bg-bg">
      <div className="flex items-center justify-between border-b border-line ps-3 pe-1 text-xs text-ink-3">
        <span>{name || t('code')}</span>
        <CopyButton text={code} label={t('copyCode')} />
      </div>
      <ScrollBox label={name || t('code')} className="max-h-[32rem] overflow-auto">
        <pre className="p-3 font-mono text-sm">
          <code>{code}</code>
        </pre>
      </ScrollBox>
    </div>
  )
}
