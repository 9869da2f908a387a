import { Badge } from '@/ui/Badge.tsx'
import { ServerText } from '@/ui/ServerText.tsx'

interface Props {
  readonly types: readonly string[]
  /** What to say where there are none. */
  readonly none: string
}

/** Device types, as `ascend-910b`. */
export function TypeBadges({ types, none }: Props) {
  if (types.length === 0) return <span className="text-ink-3">{none}</span>
  return (
    <span className="flex flex-wrap gap-1">
      {types.map((type) => (
        <Badge key={type} mono>
          <ServerText text={type} max={40} />
        </Badge>
      ))}
    </span>
  )
}
