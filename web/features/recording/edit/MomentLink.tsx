import { ExternalLink } from 'lucide-react'
import { momentText } from '../../replay/moment'
import { clock } from '../../room/clock'

/** Opens the replay at a moment, beside this page. */
export function MomentLink({ id, seconds }: { id: string; seconds: number }) {
  return (
    <a
      href={`/replay/${id}?t=${momentText(seconds * 1000)}`}
      target="_blank"
      rel="noopener"
      className="inline-flex min-h-8 items-center gap-1 rounded-small px-1.5 text-13 text-accent-ink underline-offset-4 hover:underline"
    >
      <ExternalLink aria-hidden size={14} strokeWidth={1.75} />
      See <span className="sr-only">what is at {clock(seconds * 1000)}, in a new tab</span>
    </a>
  )
}
