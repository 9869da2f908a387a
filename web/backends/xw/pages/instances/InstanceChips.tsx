import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { VisuallyHidden } from '@/ui/VisuallyHidden.tsx'
import { devices, models } from '../../queries.ts'
import { chipsOf, readIndexes } from '../../schema/chipHolders.ts'
import type { Instance } from '../../schema/instance.ts'
import { useLaunches } from '../../starts/launches.ts'

interface Props {
  readonly at: Endpoint
  readonly instance: Instance
}

/** The logical indexes of the chips of an instance, as far as the console knows, and how it knows. */
export function InstanceChips({ at, instance }: Props) {
  const t = useTranslations('starts.table')
  const f = useFormat()
  const chips = useQuery(devices(at)).data ?? []
  // What types a model runs on changes with a configuration only.
  const catalogue = useQuery({ ...models(at), refetchInterval: false, staleTime: 10 * 60_000 }).data?.models
  const launches = useLaunches(at.id)
  const held = chipsOf(instance, chips, launches, (id) => catalogue?.find((one) => one.id === id)?.supportedDevices)
  const indexes =
    held === null
      ? readIndexes(instance.config['device'])
      : chips.filter(({ key }) => held.keys.includes(key)).map(({ logicalIndex }) => logicalIndex)
  if (indexes === null) {
    return (
      <span title={t('chipsUnknown')} className="text-ink-3">
        – <VisuallyHidden>{t('chipsUnknown')}</VisuallyHidden>
      </span>
    )
  }
  const source = t(held?.source === 'launch' ? 'chipsFromLaunch' : 'chipsFromConfig')
  return (
    <span title={source} className="tabular-nums">
      {indexes.map((index) => f.number(index)).join(', ')}
      <VisuallyHidden>. {source}</VisuallyHidden>
    </span>
  )
}
