import Link from 'next/link'

/** The name of the school, as the way home. */
export function Wordmark() {
  return (
    <Link
      href="/"
      className="inline-flex items-center gap-2.5 rounded-small font-display text-24 text-ink leading-none"
    >
      <svg
        aria-hidden
        viewBox="0 0 24 24"
        className="size-6 text-accent"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
      >
        <path d="M4.5 8.5 19.5 5l-1.6 6.2L6.1 14Z" fill="currentColor" fillOpacity={0.18} strokeLinejoin="round" />
        <path d="M12 12.6V21M7.5 21h9" strokeLinecap="round" />
      </svg>
      Lectern
    </Link>
  )
}
