import { join } from 'node:path'
import { toString as qrCode } from 'qrcode'
import type { Addresses, ClusterPlan, Plan } from './services.ts'

/** What the terminal shows once everything runs. */
export async function readyScreen(
  { dataDir, lan, cluster }: Pick<Plan, 'dataDir' | 'lan' | 'cluster'>,
  { web }: Addresses,
): Promise<string> {
  const rows: [string, string][] = [
    ['Open', web],
    ['Log in as', 'ada@lectern.test (instructor), sam@lectern.test or kim@lectern.test (students),'],
    ['', 'root@lectern.test (admin)'],
    ['Password', 'lectern-demo'],
    ['Data', `${dataDir} (logs in ${join(dataDir, 'logs')})`],
    ...(cluster ? [enginesRow(cluster)] : []),
    ['Stop', 'Ctrl-C'],
  ]
  const lines = rows.map(([name, value]) => `    ${name.padEnd(11)}${value}`)
  const phone = lan ? await phoneLines(web) : []
  return ['', '  Lectern is running.', '', ...lines, ...phone, ''].join('\n')
}

function enginesRow({ internalPorts, redisPort }: ClusterPlan): [string, string] {
  const where = redisPort ? `the Redis on port ${redisPort}` : 'the Redis that LECTERN_REDIS_URL names'
  return ['Engines', `${internalPorts.length}, sharing rooms in ${where}`]
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
