import { useTranslations } from 'use-intl'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { compareCensus, compareVitals, illOf, type CensusChange } from '../../schema/census.ts'
import type { Look } from '../../updates/updateRun.ts'
import { UpdateChanges } from './UpdateChanges.tsx'
import { UpdateInstances } from './UpdateInstances.tsx'

interface Props {
  readonly before: Look
  readonly after: Look
  /** Of the server, fit for a sentence. */
  readonly name: string
  /** One of many servers: a line, and the rest on demand. */
  readonly isOneOfMany: boolean
}

/** What is different after an update, and whether the instances are well. */
export function UpdateOutcome({ before, after, name, isOneOfMany }: Props) {
  const t = useTranslations('versions.run.changes')
  const details = (
    <div className="flex flex-col gap-2">
      <UpdateChanges before={before.census} after={after.census} />
      <UpdateInstances before={before.vitals} after={after.vitals} name={name} />
    </div>
  )
  if (!isOneOfMany) return details
  const { models, types } = countsOf(compareCensus(before.census, after.census))
  const ill = illOf(compareVitals(before.vitals ?? [], after.vitals ?? [])).length
  return (
    <Disclosure summary={t('summary', { models, types, ill })} defaultOpen={ill > 0}>
      {details}
    </Disclosure>
  )
}

function countsOf({ models, deviceTypes, moved }: CensusChange) {
  return {
    models: (models?.added.length ?? 0) + (models?.removed.length ?? 0) + moved.length,
    types: (deviceTypes?.added.length ?? 0) + (deviceTypes?.removed.length ?? 0),
  }
}
