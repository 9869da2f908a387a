import type { CellColour, CellMark } from './cellLegend.ts'

interface Props {
  readonly colour: CellColour
  readonly mark?: CellMark | undefined
}

/** One cell of a map, as in its legend. */
export function CellSwatch({ colour, mark }: Props) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-4 shrink-0 forced-color-adjust-none">
      <rect width={20} height={20} rx={1} style={{ fill: `var(--${colour})` }} />
      {mark && <Mark mark={mark} />}
    </svg>
  )
}

function Mark({ mark }: { readonly mark: CellMark }) {
  switch (mark) {
    case 'dot':
      return <circle cx={10} cy={10} r={3.8} className="fill-surface" />
    case 'ring':
      return <circle cx={10} cy={10} r={5.1} className="fill-none stroke-surface" strokeWidth={2.6} />
    case 'slash':
      return <path d="M4 16 16 4" className="stroke-surface" strokeWidth={3.7} />
    case 'cross':
      return <path d="M4 16 16 4M4 4l12 12" className="stroke-surface" strokeWidth={3.7} />
    case 'bar':
      return <path d="M4 10h12" className="stroke-surface" strokeWidth={3.6} />
  }
}
