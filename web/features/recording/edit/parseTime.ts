import { parseMoment } from '../../replay/moment.ts'

/** Seconds of "12:30", "1:02:03", "45" or "1h02m03s"; null where it is no time. */
export function parseTime(text: string): number | null {
  const plain = text.trim().toLowerCase()
  const match = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)$/.exec(plain)
  if (match) {
    const [, hours, minutes, seconds] = match
    const ofHour = hours === undefined || Number(minutes) < 60
    return ofHour ? Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) : null
  }
  const ms = parseMoment(plain)
  return ms === undefined ? null : ms / 1000
}
