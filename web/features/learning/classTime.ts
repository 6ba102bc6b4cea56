/** "0:07", "12:30", "1:02:03": a moment of a class. */
export function classTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** The same in words, for those who hear it: "1 hour 2 minutes 3 seconds". */
export function classTimeWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
  return words.join(' ') || 'the beginning'
}

/** Address of a moment. Rounded up, so that what happened then is there. */
export function momentPath(recordingId: string, seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return `/replay/${recordingId}?t=${h > 0 ? `${h}h` : ''}${h > 0 || m > 0 ? `${two(m)}m` : ''}${two(s)}s`
}

const two = (value: number) => String(value).padStart(2, '0')
