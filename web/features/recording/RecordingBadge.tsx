import { Badge } from '../../ui/Badge'

/** A class is being recorded now. */
export function RecordingBadge() {
  return (
    <Badge tone="danger" icon={<span aria-hidden className="size-2 rounded-full bg-danger" />}>
      Recording
    </Badge>
  )
}
