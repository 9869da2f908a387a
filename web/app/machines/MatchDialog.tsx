import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { ClientButtons } from './ClientButtons.tsx'
import { MatchPicker } from './MatchPicker.tsx'
import { chooseMatch, useMatchPreferences } from './matchStore.ts'
import type { MachineMatch } from './useMachineMatch.ts'

interface Props {
  readonly at: Endpoint
  readonly fleet: Endpoint
  readonly match: MachineMatch
  readonly onClose: () => void
}

/** Says by hand which client of the register the machine of a server is. */
export function MatchDialog({ at, fleet, match, onClose }: Props): ReactNode {
  const t = useTranslations('machine.match')
  const { byName, choices } = useMatchPreferences()
  const choice = choices[at.id]
  const choose = (chosen: Parameters<typeof chooseMatch>[1]) => {
    chooseMatch(at.id, chosen)
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('title', { server: inSentence(at.label) })}
      description={t('description', { fleet: inSentence(fleet.label) })}
      footer={
        <>
          <Button
            disabledReason={choice?.kind === 'none' ? t('isNone') : null}
            onClick={() => choose({ kind: 'none' })}
          >
            {t('none')}
          </Button>
          <Button disabledReason={choice === undefined ? t('isRule') : null} onClick={() => choose(undefined)}>
            {byName ? t('byRule') : t('forget')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {match.kind === 'several' && (
          <section className="flex flex-col gap-1.5">
            <h3 className="text-sm font-medium">{t('several', { count: match.candidates.length })}</h3>
            <ClientButtons clients={match.candidates} onChoose={({ id }) => choose({ kind: 'client', id })} />
          </section>
        )}
        <MatchPicker fleet={fleet} onChoose={({ id }) => choose({ kind: 'client', id })} />
      </div>
    </Dialog>
  )
}
