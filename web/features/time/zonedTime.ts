/**
 * The moment at which clocks in `zone` show `date` ("2026-11-24") and `time` ("14:00"). A time that the clocks skip
 * in spring becomes the one an hour later; of a time that comes twice in autumn, the first is meant.
 */
export function fromZoned(date: string, time: string, zone: string): Date {
  const asIfUtc = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(asIfUtc)) throw new RangeError(`Not a date and time: ${date} ${time}`)
  const before = offsetAt(asIfUtc - HALF_DAY, zone)
  const after = offsetAt(asIfUtc + HALF_DAY, zone)
  const fits = [before, after].find((offset) => offsetAt(asIfUtc - offset, zone) === offset)
  return new Date(asIfUtc - (fits ?? before))
}

/** What a clock and a calendar in `zone` show, as the values of a date and a time input. */
export function toZoned(at: Date, zone: string): { date: string; time: string } {
  const shown = new Date(at.getTime() + offsetAt(at.getTime(), zone)).toISOString()
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) }
}

const HALF_DAY = 12 * 60 * 60 * 1000

/** Milliseconds that clocks in `zone` are ahead of UTC at that moment. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((each) => each.type === type)!.value
  const shown = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`
  return Date.parse(shown) - Math.floor(at / 1000) * 1000
}
