import type { ReactNode } from 'react'
import type { FleetFacets } from '../../schema/fleetView.ts'
import { ChoiceList } from './ChoiceList.tsx'
import { useChoices } from './useChoices.ts'

interface Props {
  readonly name: keyof FleetFacets
  readonly label: string
  readonly values: readonly string[]
  readonly onValuesChange: (values: readonly string[]) => void
  /** One at most. */
  readonly single?: boolean
}

/** What one filter offers now. */
export function FacetList({ name, ...list }: Props): ReactNode {
  const choices = useChoices()
  return <ChoiceList choices={choices(name)} {...list} />
}
