const USUAL = [30, 90, 180, 365, 730]

/** The usual times, and the one in use where it is another; null is for good. */
export function retentionChoices(inUse: number | null): { value: string; label: string }[] {
  const days = inUse === null || USUAL.includes(inUse) ? USUAL : [...USUAL, inUse].sort((a, b) => a - b)
  return [
    { value: 'never', label: 'For good' },
    ...days.map((each) => ({ value: String(each), label: `For ${lengthOf(each)}` })),
  ]
}

export function retentionWords(days: number | null): string {
  return days === null ? 'for good' : `for ${lengthOf(days)}`
}

/** Whether something may be deleted that would have been kept. */
export function isShorter(next: number | null, before: number | null): boolean {
  return next !== null && (before === null || next < before)
}

function lengthOf(days: number): string {
  if (days % 365 !== 0) return days === 1 ? '1 day' : `${days} days`
  return days === 365 ? 'a year' : `${days / 365} years`
}
