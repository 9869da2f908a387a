import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass } from '@/ui/link.ts'
import type { MachineMatch } from './useMachineMatch.ts'

interface Props {
  readonly match: MachineMatch
  readonly names: readonly string[]
}

/** Which client of the register a server's machine is, in one line. */
export function MatchSentence({ match, names }: Props): ReactNode {
  const t = useTranslations('machine.match.is')
  switch (match.kind) {
    case 'looking':
      return t('looking')
    case 'failed':
      return t('failed')
    case 'several':
      return t('several', { count: match.candidates.length })
    case 'none':
      return t(match.why, { names: inSentence(names.join(', '), 80) })
    case 'client':
      return (
        <>
          <Link to="/fleet/$client" params={{ client: match.id }} className={linkClass}>
            <ServerText text={match.name ?? match.id.slice(0, 12)} max={40} />
          </Link>{' '}
          {t(match.by)}
        </>
      )
  }
}
