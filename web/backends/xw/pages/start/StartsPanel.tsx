import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { Button } from '@/ui/Button.tsx'
import { linkClass } from '@/ui/link.ts'
import { Panel } from '@/ui/Panel.tsx'
import { isStartOver } from '../../starts/startState.ts'
import { useStartEngine, useStarts } from '../../starts/startStore.ts'
import { useStartsShown } from '../../starts/startsShown.ts'
import { StartItem } from './StartItem.tsx'

interface Props {
  /** On another page than the form's own: one line each, and the way there. */
  readonly compact?: boolean
}

/** The starts of this tab, the newest first; nothing where there are none. */
export function StartsPanel({ compact = false }: Props) {
  const t = useTranslations('starts')
  const engine = useStartEngine()
  const own = useStarts((starts) => starts.own)
  const mayChange = useMayChange()
  useStartsShown()
  if (own.length === 0) return null
  const over = own.filter(({ phase }) => isStartOver(phase))
  return (
    <Panel
      title={t('panel.title')}
      padded={false}
      actions={
        <>
          {over.length > 0 && (
            <Button
              size="sm"
              tone="quiet"
              onClick={() => {
                for (const { key } of over) engine.dismiss(key)
              }}
            >
              {t('panel.clear')}
            </Button>
          )}
          {compact && mayChange && (
            <Link to="/instances/start" className={`${linkClass} text-sm`}>
              {t('panel.more')}
            </Link>
          )}
        </>
      }
    >
      <ul className="divide-y divide-line">
        {own.toReversed().map((start) => (
          <li key={start.key}>
            <StartItem start={start} compact={compact} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
