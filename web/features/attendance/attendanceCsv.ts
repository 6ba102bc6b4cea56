import type { AttendanceQuery } from '../../graphql/generated/documents'

export type AttendanceRow = AttendanceQuery['attendance'][number]

const HEADER = ['Name', 'Role', 'Came', 'Left', 'Minutes in class', 'Times joined']

/** The report as a table for spreadsheets: commas, CRLF, times in UTC. */
export function attendanceCsv(rows: readonly AttendanceRow[]): string {
  const lines = rows.map((row) => [
    row.name,
    row.role.toLowerCase(),
    row.firstJoinedAt,
    row.lastLeftAt ?? '',
    String(Math.round(row.seconds / 60)),
    String(row.joins),
  ])
  return [HEADER, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

// A spreadsheet runs a cell that starts like a formula, and people choose their names.
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
