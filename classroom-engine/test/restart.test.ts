import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMMANDS } from '@lectern/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { freePort } from '../../scripts/support/freePort.ts'
import { CommandClient } from './support/CommandClient.ts'
import { EngineProcess } from './support/EngineProcess.ts'
import { mintToken } from './support/mintToken.ts'
import { RawClient } from './support/RawClient.ts'
import { StockClient } from './support/StockClient.ts'

let folder: string
let engine: EngineProcess
const open: { close(): void }[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-restart-'))
  engine = new EngineProcess(folder, await freePort())
  await engine.start()
})
afterEach(async () => {
  for (const client of open.splice(0)) client.close()
  await engine.stop('SIGKILL')
  await rm(folder, { recursive: true })
})

const ada = { sub: 'ada', role: 'instructor' } as const
const keep = <Client extends { close(): void }>(client: Client): Client => {
  open.push(client)
  return client
}
const raw = async (document: string) => {
  const url = `ws://127.0.0.1:${engine.port}/sync/room/${document}?token=${await mintToken(ada)}`
  return keep(new RawClient(url)).sync()
}
const stock = async (document: string) =>
  keep(new StockClient(`ws://127.0.0.1:${engine.port}/sync/room`, document, await mintToken(ada)))

describe('when the engine dies', () => {
  test('[SY4] an edit whose echo came is there after kill -9', async () => {
    for (let round = 0; round < 5; round += 1) {
      const writer = await raw('board/1')
      const alone = new Y.Doc()
      writer.edit((doc) => doc.getMap('records').set(`shape:${round}`, { round }), alone)
      await writer.until(() => writer.doc.getMap('records').has(`shape:${round}`))
      await engine.stop('SIGKILL')
      await engine.start()
    }
    const reader = await raw('board/1')
    expect([...reader.doc.getMap('records').keys()].sort()).toEqual([0, 1, 2, 3, 4].map((n) => `shape:${n}`))
  })

  test('[CM3] a command that was acknowledged is there after kill -9', async () => {
    const client = keep(new CommandClient(`http://127.0.0.1:${engine.port}`, { token: await mintToken(ada) }))
    await client.connected()
    await client.join()
    const id = 'message-0001'
    await client.do(COMMANDS.sendChat, { id, text: 'Is this kept?' })
    await engine.stop('SIGKILL')
    await engine.start()
    const chat = await raw('chat/0')
    expect(chat.doc.getMap('messages').get(id)).toMatchObject({ text: 'Is this kept?' })
  })

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'a stock client gets over %s by itself, with what it wrote meanwhile',
    async (signal) => {
      const one = await stock('board/1')
      const two = await stock('board/1')
      await Promise.all([one.synced(), two.synced()])
      one.records.set('before', 1)
      await two.until(() => two.records.has('before'))
      await engine.stop(signal)
      one.records.set('meanwhile', 2)
      await engine.start()
      await two.until(() => two.records.has('meanwhile'))
      two.records.set('after', 3)
      await one.until(() => one.records.has('after'))
      expect(one.records.toJSON()).toEqual(two.records.toJSON())
    },
  )

  test('SIGTERM finishes, tells clients to come again, and ends well', async () => {
    const client = await raw('board/1')
    const command = keep(new CommandClient(`http://127.0.0.1:${engine.port}`, { token: await mintToken(ada) }))
    await command.connected()
    await command.join()
    const told = command.told('class:closed')
    expect(await engine.stop('SIGTERM')).toBe(0)
    expect(await client.closed()).toMatchObject({ reason: 'NODE_DRAINING' })
    expect(await told).toMatchObject({ code: 'NODE_DRAINING' })
  })

  test('a taken port is told in a sentence', async () => {
    const second = new EngineProcess(join(folder, 'second'), engine.port)
    await expect(second.start()).rejects.toThrow('the engine ended with 1')
  })
})
