import { LoaderCircle } from 'lucide-react'

/** A turning ring; whoever shows it says in words what is being waited for. */
export function Spinner({ size = 18 }: { size?: number }) {
  return <LoaderCircle aria-hidden className="animate-spin" size={size} strokeWidth={1.75} />
}
