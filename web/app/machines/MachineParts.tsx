import { Suspense, use } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Delayed } from '@/kit/Delayed.tsx'
import type { MachinePart, MachineSection } from '@/kit/machine.ts'
import { TroubleAbove } from '@/kit/TroubleAbove.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { cx } from '@/ui/cx.ts'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { backendOf } from '../backends.ts'
import { CardBoundary } from '../pages/CardBoundary.tsx'
import { machineColumns } from './machineSections.ts'

/** What one backend calls the machine. */
export interface MachineSubject {
  readonly at: Endpoint
  readonly id: string
}

interface Props {
  readonly subjects: readonly MachineSubject[]
  /** In the place of the GPUs where nobody has any to show; null for nothing. With a key. */
  readonly instead: ReactNode
}

/** Loaded once a backend, when the first machine is looked at. */
const loading = new Map<string, Promise<readonly MachinePart[]>>()
const noParts: readonly MachinePart[] = []

function partsOf(kind: string): Promise<readonly MachinePart[]> {
  const known = loading.get(kind)
  if (known !== undefined) return known
  const parts = backendOf(kind)?.machine?.() ?? Promise.resolve(noParts)
  loading.set(kind, parts)
  // A file that is gone may be there again when it is asked for anew.
  parts.catch(() => loading.delete(kind))
  return parts
}

/**
 * All parts that the backends have for a machine, section by section. Each asks for itself, and a part's fault leaves
 * the others standing.
 */
export function MachineParts(props: Props): ReactNode {
  const t = useTranslations('kit')
  return (
    <Suspense
      fallback={
        <Delayed>
          <Skeleton rows={5} label={t('loading')} />
        </Delayed>
      }
    >
      <Loaded {...props} />
    </Suspense>
  )
}

function Loaded({ subjects, instead }: Props): ReactNode {
  const t = useTranslations('machine.section')
  const servers = subjects.map(({ at }) => at)
  const parts = subjects.flatMap(({ at, id }) =>
    use(partsOf(at.kind)).map(({ section, Part }) => ({ at, id, section, Part })),
  )

  const draw = (section: MachineSection): readonly ReactNode[] => {
    const those = parts.filter((part) => part.section === section)
    if (those.length === 0) return section === 'gpus' && instead !== null ? [instead] : []
    return those.map(({ at, id, Part }) => (
      <CardBoundary key={`${section}/${at.kind}`} title={t(section)}>
        <Part at={at} id={id} />
      </CardBoundary>
    ))
  }
  const columns = machineColumns.beside
    .map((sections) => ({ key: sections.join(' '), drawn: sections.flatMap(draw) }))
    .filter(({ drawn }) => drawn.length > 0)

  return (
    <TroubleAbove servers={servers}>
      <div className="flex min-w-0 flex-col gap-4">
        {machineColumns.whole.flatMap(draw)}
        <div className={cx('grid min-w-0 items-start gap-4', columns.length > 1 && 'xl:grid-cols-2')}>
          {columns.map(({ key, drawn }) => (
            <div key={key} className="flex min-w-0 flex-col gap-4">
              {drawn}
            </div>
          ))}
        </div>
      </div>
    </TroubleAbove>
  )
}
