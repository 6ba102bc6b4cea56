import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { type ServiceName, startStack, type TestStack } from '../testStack.ts'

const LONG = 300_000

describe('two engines that share their rooms', { timeout: LONG }, () => {
  let stack: TestStack
  const providers: WebsocketProvider[] = []
  beforeAll(async () => {
    stack = await startStack({ engines: 2 })
  }, LONG)
  afterAll(async () => {
    for (const provider of providers) provider.destroy()
    await stack?.stop()
  }, LONG)

  function client(): WebsocketProvider {
    const token = stack.token({ room: 'shared', name: 'Grace', role: 'instructor' })
    const address = `${stack.addresses.engine.replace('http', 'ws')}/sync`
    const provider = new WebsocketProvider(address, 'shared/board/1', new Doc(), {
      params: { token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 300,
    })
    providers.push(provider)
    return provider
  }

  /** Waits until a record that the first client writes is at all others. */
  async function expectReached(key: string): Promise<void> {
    providers[0]!.doc.getMap('records').set(key, true)
    await vi.waitFor(() => expect(providers.filter(({ doc }) => !doc.getMap('records').has(key))).toEqual([]), {
      timeout: LONG,
      interval: 50,
    })
  }

  test('both listen, and all clients see one board', async () => {
    for (let index = 0; index < 8; index += 1) client()
    await expectReached('first')
    const said = await Promise.all(
      ['classroom-engine', 'classroom-engine-2'].map((name) => stack.readLog(name as ServiceName)),
    )
    for (const log of said) expect(log).toContain('the engine listens')
  })

  test.each(['classroom-engine', 'classroom-engine-2', 'redis'] as const)(
    'after kill -9 of %s the board goes on',
    async (name) => {
      const before = stack.pid(name)
      await stack.restart(name, 'SIGKILL')
      expect(stack.pid(name)).not.toBe(before)
      await expectReached(`after ${name}`)
    },
  )

  test('who comes later finds everything', async () => {
    const late = client()
    if (!late.synced) await once(late as never, 'sync')
    expect(late.doc.getMap('records').size).toBe(4)
  })
})
