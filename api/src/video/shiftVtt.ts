const TIMES = /^((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})([ \t]+-->[ \t]+)((?:\d{2,}:)?\d{2}:\d{2}\.\d{3})(.*)$/

/** A WebVTT file that begins so many seconds later; cues that are over by then are left out. */
export function shiftVtt(text: string, bySeconds: number): string {
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks.flatMap((block) => shiftBlock(block, bySeconds)).join('\n\n')
}

function shiftBlock(block: string, by: number): string[] {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => TIMES.test(line))
  const [, from, arrow, to, settings] = TIMES.exec(lines[at] ?? '') ?? []
  if (from === undefined || to === undefined) return [block]
  const end = secondsOf(to) - by
  if (end <= 0) return []
  const moved = `${stamp(Math.max(0, secondsOf(from) - by))}${arrow}${stamp(end)}${settings}`
  return [[...lines.slice(0, at), moved, ...lines.slice(at + 1)].join('\n')]
}

function secondsOf(time: string): number {
  const [seconds = 0, minutes = 0, hours = 0] = time.split(':').map(Number).reverse()
  return hours * 3600 + minutes * 60 + seconds
}

function stamp(seconds: number): string {
  const ms = Math.round(seconds * 1000)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`
}
