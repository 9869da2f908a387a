import { Plus, TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { Popover } from '@/ui/Popover.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { ConditionBadge } from '../instances/ConditionBadge.tsx'
import { TargetList } from './TargetList.tsx'
import { type ChosenTarget, mostTargets, type TargetRow } from './useTargets.ts'

interface Props {
  readonly rows: readonly TargetRow[]
  readonly chosen: readonly ChosenTarget[]
  readonly onChange: (keys: readonly string[]) => void
  /** What the open tab asks of a model. */
  readonly wants: 'text' | 'vectors'
}

/** The instances that are asked, and what is to be known of each before. */
export function TargetBar({ rows, chosen, onChange, wants }: Props) {
  const t = useTranslations('playground.targets')
  const keys = chosen.map(({ key }) => key)
  const notes = useTargetNotes(chosen, wants)
  return (
    <section aria-label={t('label')} className="flex min-w-0 flex-col gap-2">
      <ul className="flex min-w-0 flex-wrap items-center gap-2">
        {chosen.map(({ key, row }) => (
          <li
            key={key}
            className="flex max-w-full min-w-0 items-center gap-2 rounded-md border border-line bg-surface py-0.5 ps-2.5 pe-0.5 text-sm"
          >
            <span className="min-w-0 truncate">
              <ServerText text={row?.instance.alias ?? key} max={60} className="font-medium" />
              {row && <ServerText text={row.at.label} max={40} className="ms-1.5 text-ink-3" />}
            </span>
            {row && !row.isReady && (
              <ConditionBadge condition={row.condition} rawState={row.instance.rawState} isKept={row.isKept} />
            )}
            <IconButton
              size="sm"
              icon={X}
              label={t('remove', { name: inSentence(row?.instance.alias ?? key) })}
              onClick={() => onChange(keys.filter((other) => other !== key))}
            />
          </li>
        ))}
        <li>
          <Popover
            title={t('choose')}
            className="w-[26rem]"
            trigger={
              <Button icon={Plus} tone={chosen.length === 0 ? 'primary' : 'default'}>
                {chosen.length === 0 ? t('choose') : t('add')}
              </Button>
            }
          >
            {() => (
              <TargetList
                rows={rows}
                keys={keys}
                onToggle={(key) =>
                  onChange(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key])
                }
              />
            )}
          </Popover>
        </li>
        <li className="text-xs text-ink-3">{t('most', { n: String(mostTargets) })}</li>
      </ul>
      {notes.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm text-ink-2">
          {notes.map((note) => (
            <li key={note} className="flex items-start gap-1.5">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
              <span className="min-w-0 wrap-anywhere">{note}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function useTargetNotes(chosen: readonly ChosenTarget[], wants: Props['wants']): readonly string[] {
  const t = useTranslations('playground.targets')
  return chosen.flatMap(({ key, row, detail }) => {
    if (row === undefined) return [t('gone', { name: inSentence(key) })]
    const names = { name: inSentence(row.instance.alias), server: inSentence(row.at.label) }
    const notes = row.rivals.map(({ alias, how }) => t(`rival.${how}`, { ...names, rival: inSentence(alias) }))
    if (!row.isReady) notes.push(t('notReady', names))
    const embeds = detail?.capabilities.includes('embedding')
    if (embeds === true && wants === 'text') notes.push(t('embedsOnly', names))
    if (embeds === false && wants === 'vectors') notes.push(t('noVectors', names))
    return notes
  })
}
