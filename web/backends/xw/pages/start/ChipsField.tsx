import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import type { ChipHolder } from '../../schema/chipHolders.ts'
import type { Chip } from '../../schema/device.ts'
import { chipCounts } from '../../schema/startAgain.ts'
import { ChipDrawing } from '../devices/ChipDrawing.tsx'
import { FormNote } from './FormNote.tsx'
import type { StartPlan } from './startPlan.ts'

interface Props {
  readonly at: Endpoint
  readonly plan: StartPlan
  /** `Chip.key` of all that are chosen now. */
  readonly onChange: (keys: readonly string[]) => void
}

/** On which chips: proposed, picked on the drawing, and warned of where the choice is a bad one. */
export function ChipsField({ at, plan, onChange }: Props) {
  const t = useTranslations('starts.form')
  const f = useFormat()
  const { chips, chosen, findings, holders, unplaced, isChipsProposed, propose } = plan
  const keys = new Set(chosen.map(({ key }) => key))
  const toggle = ({ key }: Chip) => {
    onChange(keys.has(key) ? [...keys].filter((one) => one !== key) : [...keys, key])
  }
  const indexes = chosen.map(({ logicalIndex }) => f.number(logicalIndex))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-ink-2">{t('propose')}</span>
        {chipCounts.map((count) => {
          const proposal = propose(count)
          return (
            <Button
              key={count}
              size="sm"
              aria-label={t('proposeCount', { count })}
              disabledReason={proposal === null ? t('notSoManyFree', { count }) : null}
              onClick={() => {
                if (proposal !== null) onChange(proposal)
              }}
            >
              {f.number(count)}
            </Button>
          )
        })}
      </div>
      <ChipDrawing
        chips={chips}
        holders={holders}
        label={t('chipsOf', { server: inSentence(at.label) })}
        selection={{ chosen: keys, onToggle: toggle }}
      />
      <div className="flex flex-col gap-2" aria-live="polite">
        <p className="text-sm">
          {chosen.length === 0 ? t('noChip') : t('chosenChips', { count: chosen.length, indexes: f.list(indexes) })}{' '}
          {isChipsProposed && <span className="text-ink-3">{t('chipsProposed')}</span>}
        </p>
        {chosen.length > 0 && !findings.isCountRight && (
          <FormNote tone="bad">{t('wrongCount', { count: chosen.length })}</FormNote>
        )}
        {findings.busy.map(({ chip, holders: held }) => (
          <FormNote key={chip.key} tone="warn">
            <BusyWords chip={chip} held={held} />
          </FormNote>
        ))}
        {findings.groups.length > 1 && (
          <FormNote tone="warn">
            {t('acrossGroups', { groups: f.list(findings.groups.map((group) => f.number(group))) })}
          </FormNote>
        )}
        {unplaced.length > 0 && (
          <FormNote tone="warn">
            {t('unplaced', {
              count: unplaced.length,
              names: f.list(unplaced.slice(0, 5).map(({ alias }) => inSentence(alias, 40))),
            })}
          </FormNote>
        )}
      </div>
    </div>
  )
}

function BusyWords({ chip, held }: { readonly chip: Chip; readonly held: readonly ChipHolder[] }) {
  const t = useTranslations('starts.form')
  const f = useFormat()
  return held
    .map(({ instance, source }) =>
      t(`busyChip.${source}`, { index: f.number(chip.logicalIndex), name: inSentence(instance.alias, 40) }),
    )
    .join(' ')
}
