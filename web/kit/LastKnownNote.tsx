import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Delayed } from './Delayed.tsx'
import { useNow } from './now.ts'
import { useFormat } from './useFormat.ts'

/** More of them are only counted. */
const byName = 3

interface Props {
  /** When it was said; of several answers the oldest. */
  readonly updatedAt: number
  /** Whose it is, where that is not plain from what stands around it. */
  readonly servers?: readonly { readonly label: string }[]
}

/** Over what is from before this page was loaded, while its servers are asked again. */
export function LastKnownNote({ updatedAt, servers }: Props) {
  const t = useTranslations('kit.lastKnown')
  const words = useTranslations('kit')
  const format = useFormat()
  const now = useNow(1000)
  const namesOf = (all: readonly { readonly label: string }[]) =>
    all.length > byName
      ? words('servers', { count: all.length })
      : format.list(all.map(({ label }) => inSentence(label, 40)))
  const when = { time: format.dateTime(updatedAt), age: format.ago(updatedAt, now) }
  return (
    <Delayed>
      <output className="block px-3 py-1 text-xs text-ink-2 tabular-nums">
        {servers === undefined ? t('note', when) : t('noteOf', { ...when, servers: namesOf(servers) })}
      </output>
    </Delayed>
  )
}
