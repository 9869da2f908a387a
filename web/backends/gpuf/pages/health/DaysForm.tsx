import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { readDays } from './healthRange.ts'

interface Days {
  readonly from: string
  readonly to: string
}

interface Props {
  /** The days that are shown now. */
  readonly start: Days | undefined
  readonly now: number
  readonly onChoose: (days: Days) => void
}

/** Two days in the operator's zone, both included. What is wrong with them is said once they are asked for. */
export function DaysForm({ start, now, onChoose }: Props): ReactNode {
  const t = useTranslations('health.days')
  const f = useFormat()
  const timeZone = useTimeZone()
  const today = f.date(now)
  const [days, setDays] = useState<Days>(start ?? { from: today, to: today })
  const [wasAsked, setWasAsked] = useState(false)
  const read = readDays(days, timeZone, now)
  const problem = typeof read === 'string' ? read : null

  return (
    <form
      noValidate
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        setWasAsked(true)
        if (problem === null) onChoose(days)
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <TextField
          type="date"
          label={t('first')}
          value={days.from}
          onValueChange={(from) => setDays({ ...days, from })}
          error={wasAsked && problem === 'incomplete' ? t('problems.incomplete') : null}
        />
        <TextField
          type="date"
          label={t('last')}
          value={days.to}
          onValueChange={(to) => setDays({ ...days, to })}
          error={wasAsked && problem !== null && problem !== 'incomplete' ? t(`problems.${problem}`) : null}
        />
      </div>
      <p className="text-xs text-ink-3">{t('how', { zone: f.zone })}</p>
      <Button type="submit" tone="primary" className="self-start">
        {t('show')}
      </Button>
    </form>
  )
}
