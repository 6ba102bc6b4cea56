import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { exclusively, takeLock } from '../support/exclusively.ts'

test('work under one key is done one after the other', async () => {
  const key = randomUUID()
  const order: string[] = []
  const work = (name: string) =>
    exclusively(key, async () => {
      order.push(`${name} begins`)
      await new Promise(setImmediate)
      order.push(`${name} ends`)
    })
  await Promise.all([work('a'), work('b'), work('c')])
  const pairs = [0, 2, 4].map((at) => order.slice(at, at + 2).map((entry) => entry[0]))
  for (const [begun, ended] of pairs) expect(begun).toBe(ended)
  expect(order).toHaveLength(6)
})

test('a lock is refused while it is held, and free when its holder is killed', async () => {
  const key = randomUUID()
  const script = `
    import { takeLock } from ${JSON.stringify(new URL('../support/exclusively.ts', import.meta.url).href)}
    await takeLock(${JSON.stringify(key)}, 'taken')
    console.log('held')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  await expect(takeLock(key, 'taken')).rejects.toThrow('taken')
  const waited = exclusively(key, async () => 'mine')
  holder.kill('SIGKILL')
  expect(await waited).toBe('mine')
})
