/** A moment of an address, `1h02m03s`, `90s` or `90`, in ms; undefined where it says none. */
export function parseMoment(text: string | null | undefined): number | undefined {
  const match = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(text ?? '')
  if (!match || !text) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0))
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

const parts = (ms: number): [hours: number, minutes: number, seconds: number] => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
}
const two = (value: number) => String(value).padStart(2, '0')

/** As it stands in an address: `1h02m03s`, `2m03s`, `3s`. */
export function momentText(ms: number): string {
  const [hours, minutes, seconds] = parts(ms)
  if (hours > 0) return `${hours}h${two(minutes)}m${two(seconds)}s`
  return minutes > 0 ? `${minutes}m${two(seconds)}s` : `${seconds}s`
}

/** As it is spoken: "1 hour 2 minutes 3 seconds". */
export function momentWords(ms: number): string {
  const [hours, minutes, seconds] = parts(ms)
  const words = [count(hours, 'hour'), count(minutes, 'minute'), count(seconds, 'second')].filter(
    (each) => each !== null,
  )
  return words.length > 0 ? words.join(' ') : '0 seconds'
}

function count(value: number, unit: string): string | null {
  if (value === 0) return null
  return `${value} ${unit}${value === 1 ? '' : 's'}`
}
