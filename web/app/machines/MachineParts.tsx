import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Delayed } from '@/kit/Delayed.tsx'
import { type MachineSection, machineSections } from '@/kit/machine.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { backends } from '../backends.ts'
import { CardBoundary } from '../pages/CardBoundary.tsx'

/** What one backend calls the machine. */
export interface MachineSubject {
  readonly at: Endpoint
  readonly id: string
}

interface Props {
  readonly subjects: readonly MachineSubject[]
  /** In the place of sections that nobody fills. */
  readonly instead?: Partial<Record<MachineSection, ReactNode>>
}

/** The two columns below what needs the whole width. */
const columns: readonly (readonly MachineSection[])[] = [['pulls', 'configuration'], ['health']]

/** All parts that the backends have for a machine, section by section. A part's fault leaves the others standing. */
export function MachineParts({ subjects, instead }: Props): ReactNode {
  const draw = (section: MachineSection) => {
    const parts = subjects.flatMap(({ at, id }) =>
      (backends.find(({ kind }) => kind === at.kind)?.machine ?? [])
        .filter((part) => part.section === section)
        .map(({ Part }) => (
          <MachinePartFrame key={at.kind} section={section}>
            <Part at={at} id={id} />
          </MachinePartFrame>
        )),
    )
    return parts.length === 0 ? (instead?.[section] ?? null) : parts
  }
  const wide = machineSections.filter((section) => !columns.flat().includes(section))
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {wide.map((section) => (
        <Section key={section}>{draw(section)}</Section>
      ))}
      <div className="grid min-w-0 items-start gap-4 xl:grid-cols-2">
        {columns.map((sections) => (
          <div key={sections.join(' ')} className="flex min-w-0 flex-col gap-4">
            {sections.map((section) => (
              <Section key={section}>{draw(section)}</Section>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function Section({ children }: { readonly children: ReactNode }): ReactNode {
  return children === null ? null : <div className="flex min-w-0 flex-col gap-4">{children}</div>
}

interface FrameProps {
  readonly section: MachineSection
  readonly children: ReactNode
}

function MachinePartFrame({ section, children }: FrameProps): ReactNode {
  const t = useTranslations('machine')
  const kit = useTranslations('kit')
  return (
    <CardBoundary title={t(`section.${section}`)}>
      <Suspense
        fallback={
          <Delayed>
            <Skeleton rows={3} label={kit('loading')} />
          </Delayed>
        }
      >
        {children}
      </Suspense>
    </CardBoundary>
  )
}
