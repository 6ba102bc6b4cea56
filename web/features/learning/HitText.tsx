import { matchParts } from './matchParts'

/** A text in which what was searched for stands out. */
export function HitText({ text, query }: { text: string; query: string }) {
  let at = 0
  return matchParts(text, query).map((part) => {
    const key = at
    at += part.text.length
    if (!part.isMatch) return <span key={key}>{part.text}</span>
    return (
      <mark key={key} className="rounded-small bg-amber-soft font-medium text-on-amber-soft">
        {part.text}
      </mark>
    )
  })
}
