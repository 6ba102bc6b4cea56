import { join } from 'node:path'
import { toString as qrCode } from 'qrcode'
import type { Addresses, Plan } from './services.ts'

/** What the terminal shows once everything runs. */
export async function readyScreen(
  { dataDir, lan }: Pick<Plan, 'dataDir' | 'lan'>,
  { web }: Addresses,
): Promise<string> {
  const rows: [string, string][] = [
    ['Open', web],
    ['Log in as', 'ada@lectern.test (instructor), sam@lectern.test or kim@lectern.test (students),'],
    ['', 'root@lectern.test (admin)'],
    ['Password', 'lectern-demo'],
    ['Data', `${dataDir} (logs in ${join(dataDir, 'logs')})`],
    ['Stop', 'Ctrl-C'],
  ]
  const lines = rows.map(([name, value]) => `    ${name.padEnd(11)}${value}`)
  const phone = lan ? await phoneLines(web) : []
  return ['', '  Lectern is running.', '', ...lines, ...phone, ''].join('\n')
}

async function phoneLines(link: string): Promise<string[]> {
  const code = await qrCode(link, { type: 'utf8' })
  return [
    '',
    '    For a phone in the same network, scan this. Its browser will warn that it does not know the',
    '    certificate, which this machine made itself: go on to the page.',
    '',
    // Black on white whatever the terminal's colours: some cameras do not read it the other way round.
    ...code.split('\n').map((line) => `    \x1b[30;107m${line}\x1b[0m`),
  ]
}
