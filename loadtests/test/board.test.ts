import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

interface Measured {
  name: string
  servers: { server: string; rounds: Record<string, number>[] }[]
}

const MAIN = fileURLToPath(new URL('../src/board/main.ts', import.meta.url))

test('the benchmark of boards brings everything to everybody at every server', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, '--quick', '--json'])
  const measured = JSON.parse(stdout) as Measured[]
  const figuresOf = (name: string) =>
    measured.find((each) => each.name === name)!.servers.map(({ rounds }) => rounds[0])

  const servers = measured[0]!.servers.map(({ server }) => server.replace(/ [\d.]+$/, ''))
  expect(servers).toEqual(['Lectern engine', 'y-websocket server', 'Hocuspocus'])
  const updates = 9
  const crowd = { sent: 8 * updates, delivered: 8 * 7 * updates, records: 8 * 2 }
  const classes = { sent: 3 * 2 * updates, delivered: 3 * 2 * updates, records: 2 * 2 * 2 }
  for (const figures of figuresOf('crowd')) expect(figures).toMatchObject(crowd)
  for (const figures of figuresOf('classes')) expect(figures).toMatchObject(classes)
  for (const figures of [...figuresOf('idleTogether'), ...figuresOf('idleApart')]) {
    expect(figures).toMatchObject({ connections: 40 })
  }
  for (const figures of figuresOf('join')) expect(figures).toMatchObject({ records: 400 })
}, 240_000)
