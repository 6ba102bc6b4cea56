const LONGEST_MS = 24 * 3_600_000

/** A length as typed: `5` and `5:00` are five minutes, `1:30:00` an hour and a half. Null where it is none. */
export function parseDuration(text: string): number | null {
  if (!/^\d{1,4}(:[0-5]?\d){0,2}$/.test(text.trim())) return null
  const parts = text.trim().split(':').map(Number)
  const [hours, minutes, seconds] = parts.length === 3 ? parts : [0, parts[0]!, parts[1] ?? 0]
  const ms = ((hours! * 60 + minutes!) * 60 + seconds!) * 1000
  return ms >= 1000 && ms <= LONGEST_MS ? ms : null
}
