import type { Entry } from '@lectern/protocol'

/** One entry of a room's log for human eyes: number, time, kind, who, what. */
export function logLine(entry: Entry): string {
  const time = new Date(entry.t).toISOString()
  return `${String(entry.seq).padStart(6)}  ${time}  ${entry.kind.padEnd(5)}  ${entry.actor}  ${whatHappened(entry)}`
}

function whatHappened(entry: Entry): string {
  if (entry.kind === 'doc') return `${entry.document}  ${entry.payload.length} bytes`
  const { type, ...rest } = entry.payload
  const details = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return [type, ...details].join(' ')
}
