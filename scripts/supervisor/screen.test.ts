import { expect, test } from 'vitest'
import { readyScreen } from './screen.ts'

const addresses = { web: 'http://localhost:3000', engine: '', api: '', sfu: '' }

test('says where to go, as whom, where the data is and how to stop, on a narrow terminal too', async () => {
  const screen = await readyScreen({ dataDir: '/srv/lectern', lan: undefined, cluster: undefined }, addresses)
  for (const text of [
    'http://localhost:3000',
    'ada@lectern.test',
    'sam@',
    'kim@',
    'root@',
    'lectern-demo',
    '/srv/lectern',
    'Ctrl-C',
  ])
    expect(screen).toContain(text)
  for (const line of screen.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

test('in the local network it adds a code to scan', async () => {
  const lan = { address: '192.168.1.20', webPort: 1 }
  const screen = await readyScreen(
    { dataDir: '/d', lan, cluster: undefined },
    { ...addresses, web: 'https://192.168.1.20:3000' },
  )
  expect(screen).toContain('https://192.168.1.20:3000')
  expect(screen.split('\n').filter((line) => /m[█▀▄ ]{20,}/.test(line)).length).toBeGreaterThan(10)
})

test('several engines are told of, with their Redis', async () => {
  const cluster = { internalPorts: [4110, 4111], redisPort: 4379 }
  expect(await readyScreen({ dataDir: '/d', lan: undefined, cluster }, addresses)).toContain(
    'Engines    2, sharing rooms in the Redis on port 4379',
  )
})
