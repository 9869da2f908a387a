import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { AttentionItem } from '@/kit/attention.ts'
import type { Finding } from './finding.ts'
import { useFindings } from './findingStore.ts'
import { useFindingText } from './useFindingText.ts'

const severity = {
  'no-connection': 'critical',
  'same-server': 'warning',
  'same-name': 'notice',
  'other-name': 'warning',
  'changed-name': 'warning',
  clock: 'warning',
  'browser-clock': 'warning',
  buffered: 'warning',
} as const satisfies Record<Finding['kind'], AttentionItem['severity']>

/** Puts what was found into words, for those who list what needs attention. */
export function FindingItems(): ReactNode {
  const findings = useFindings((state) => state.findings)
  const textOf = useFindingText()
  useEffect(() => {
    const items = findings.map((finding): AttentionItem => {
      const of =
        'at' in finding ? finding.at.id : 'servers' in finding ? finding.servers.map(({ id }) => id).join() : ''
      return {
        id: `finding/${finding.kind}/${of}`,
        severity: severity[finding.kind],
        href: '/settings',
        ...textOf(finding),
      }
    })
    useFindings.setState({ items })
  }, [findings, textOf])
  return null
}
