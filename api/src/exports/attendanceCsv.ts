import type { AttendanceRow } from '../generated/resolvers.ts'

const HEADER = ['Name', 'Role', 'Came', 'Left', 'Minutes in class', 'Times joined']

/** Who was in class as a table for spreadsheets: commas, CRLF, times in UTC. */
export function attendanceCsv(rows: readonly AttendanceRow[]): string {
  const lines = rows.map(({ name, role, firstJoinedAt, lastLeftAt, seconds, joins }) => [
    name,
    role.toLowerCase(),
    firstJoinedAt.toISOString(),
    lastLeftAt?.toISOString() ?? '',
    String(Math.round(seconds / 60)),
    String(joins),
  ])
  return [HEADER, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

// A spreadsheet runs a cell that starts like a formula, and people choose their names.
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
