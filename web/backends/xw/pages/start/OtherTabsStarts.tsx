import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { StartIntent } from '../../starts/startIntents.ts'
import { useStartNames } from '../../starts/startNames.ts'
import { useStarts } from '../../starts/startStore.ts'

/** Starts that other tabs of the console follow; nothing where there are none. */
export function OtherTabsStarts() {
  const t = useTranslations('starts.others')
  const others = useStarts((starts) => starts.others)
  if (others.length === 0) return null
  return (
    <Panel title={t('title')} description={t('hint')} padded={false}>
      <ul className="divide-y divide-line">
        {others.map((start) => (
          <Row key={`${start.tab} ${start.key}`} start={start} />
        ))}
      </ul>
    </Panel>
  )
}

function Row({ start }: { readonly start: StartIntent }) {
  const t = useTranslations('starts')
  const f = useFormat()
  const names = useStartNames()(start)
  const { alias, modelId, stage, stageSince } = start
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-56">
        <ServerText text={alias} max={80} className="font-medium" />{' '}
        <span className="text-ink-3">{modelId === alias ? t('panel.on', names) : t('panel.modelOn', names)}</span>
      </span>
      <span className="text-xs text-ink-3 tabular-nums">{t('others.since', { time: f.timeWithZone(stageSince) })}</span>
      <StatusBadge tone={stage === 'waiting-for-model' ? 'idle' : 'busy'}>{t(`others.stage.${stage}`)}</StatusBadge>
    </li>
  )
}
