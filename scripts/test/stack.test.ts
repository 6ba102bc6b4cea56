import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { answers } from '../support/answers.ts'
import { startStack, type TestStack } from '../testStack.ts'

const LONG = 180_000

describe('the stack in the local network', { timeout: LONG }, () => {
  let stack: TestStack
  let agent: Agent
  beforeAll(async () => {
    stack = await startStack({ lan: '127.0.0.1' })
    agent = new Agent({ ca: readFileSync(join(stack.dataDir, 'certificate/cert.pem')) })
  }, LONG)
  afterAll(async () => {
    agent?.destroy()
    await stack?.stop()
  }, LONG)

  async function get(path: string): Promise<{ status: number; body: string }> {
    const asked = request(stack.addresses.web + path, { agent }).end()
    const [response] = await once(asked, 'response')
    let body = ''
    for await (const chunk of response) body += chunk
    return { status: response.statusCode, body }
  }

  test('pages and the engine are behind one https address whose certificate fits', async () => {
    expect(stack.addresses.engine).toBe(stack.addresses.web)
    expect((await get('/login')).status).toBe(200)
    expect((await get('/socket.io/?EIO=4&transport=polling')).body).toContain('"sid"')
  })

  test('a stock Yjs client gets a document through it', async () => {
    const ca = agent.options.ca
    class TrustingSocket extends WebSocket {
      constructor(url: string, protocols?: string[]) {
        super(url, protocols, { ca })
      }
    }
    const provider = new WebsocketProvider(
      `${stack.addresses.engine.replace('https', 'wss')}/sync`,
      'lan/board/1',
      new Doc(),
      {
        params: { token: stack.token({ room: 'lan', name: 'Grace', role: 'instructor' }) },
        WebSocketPolyfill: TrustingSocket as unknown as typeof globalThis.WebSocket,
      },
    )
    await new Promise((resolve) => provider.once('sync', resolve))
    expect(provider.synced).toBe(true)
    provider.destroy()
  })

  test.each(['web', 'api', 'classroom-engine', 'sfu-cluster', 'front'] as const)(
    '%s comes back when it is killed',
    async (name) => {
      const before = stack.pid(name)
      await stack.restart(name, 'SIGKILL')
      expect(stack.pid(name)).not.toBe(before)
      expect(await answers(`${stack.addresses.web}/readyz`)).toBe(true)
    },
  )
})
