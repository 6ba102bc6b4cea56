// One locale everywhere, so that the server and the browser write the same.
const LOCALE = 'en-GB'

/** "Tue 24 Nov" or, in another year than `now`, "Tue 24 Nov 2027". */
export function formatDay(at: Date, zone: string, now: Date): string {
  const year = yearIn(at, zone) === yearIn(now, zone) ? undefined : 'numeric'
  return join(at, zone, { weekday: 'short', day: 'numeric', month: 'short', year })
}

/** "14:00" */
export function formatClock(at: Date, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** "Tue 24 Nov, 14:00 to 15:30", naming the second day where it is another. */
export function formatSpan(start: Date, end: Date, zone: string, now: Date): string {
  const from = `${formatDay(start, zone, now)}, ${formatClock(start, zone)}`
  const sameDay = formatDay(start, zone, now) === formatDay(end, zone, now)
  return sameDay
    ? `${from} to ${formatClock(end, zone)}`
    : `${from} to ${formatDay(end, zone, now)}, ${formatClock(end, zone)}`
}

/** "Europe/Warsaw" as "Warsaw time", UTC as itself. */
export function zoneName(zone: string): string {
  const city = zone.split('/').at(-1)!.replaceAll('_', ' ')
  return zone.includes('/') && !zone.startsWith('Etc/') ? `${city} time` : city
}

const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** "in 20 minutes", "3 hours ago", "now" within a minute. */
export function formatDistance(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size)
  if (!unit) return 'now'
  return new Intl.RelativeTimeFormat(LOCALE).format(Math.trunc(seconds / unit[1]), unit[0])
}

/** "Started just now", "Started 12 minutes ago". */
export function formatStarted(at: Date, now: Date): string {
  const distance = formatDistance(at, now)
  return `Started ${distance === 'now' ? 'just now' : distance}`
}

/** "1 h 05 min", "12 min", "less than a minute". */
export function formatLength(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

function yearIn(at: Date, zone: string): string {
  return format(at, zone, { year: 'numeric' })
}

// Some versions of the locale data put a comma after the weekday and some do not.
function join(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return format(at, zone, options).replaceAll(',', '')
}

function format(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone }).format(at)
}
