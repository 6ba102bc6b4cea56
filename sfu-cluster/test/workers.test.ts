import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { OpenedPeer } from '@lectern/protocol/sfuRpc'
import { afterEach, expect, test } from 'vitest'
import type { RunningSfu } from '../src/createSfu.ts'
import { metricsOf } from './metricsOf.ts'
import { startSfu } from './startSfu.ts'
import { TestEngine } from './TestEngine.ts'
import { TestPeer } from './TestPeer.ts'

let sfu: RunningSfu
afterEach(() => sfu.close())

/** A room over two workers: each router takes one person. */
async function twoRouters() {
  const rtcPort = String(await freePorts())
  sfu = await startSfu(2, { LECTERN_SFU_CONSUMERS_PER_ROUTER: '3', LECTERN_SFU_RTC_PORT: rtcPort })
  const engine = await TestEngine.connect(sfu.port)
  const ada = await TestPeer.open(engine, 'r', 'ada')
  const sam = await TestPeer.open(engine, 'r', 'sam')
  const metrics = await metricsOf(sfu.port)
  expect(metrics.get('lectern_sfu_routers')).toBe(2)
  return { engine, ada, sam }
}

test('a producer is piped to another worker only once somebody there consumes it', async () => {
  const { engine, ada, sam } = await twoRouters()
  const producerId = await ada.produce('camera')
  await engine.event('demand', (data) => data.producerId === producerId && !data.wanted)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_pipes')).toBe(0)
  await sam.wish('ada', 720)
  const consumer = await sam.consumerOf(producerId)
  expect(consumer.rtpParameters).toMatchObject({ codecs: [{ mimeType: 'video/VP8' }, { mimeType: 'video/rtx' }] })
  expect((await metricsOf(sfu.port)).get('lectern_sfu_pipes')).toBe(1)
  await engine.call('consumersReady', { ...sam.at, consumerIds: [consumer.consumerId] })
  expect((await metricsOf(sfu.port)).get('lectern_sfu_consumers{state="active"}')).toBe(1)
  await engine.call('closeProducer', { ...ada.at, producerId })
  await engine.event('consumerClosed', (data) => data.consumerId === consumer.consumerId)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_pipes')).toBe(0)
})

test('a killed worker resets those who lived on it, and nobody else; it is replaced and they can come back', async () => {
  const { engine, ada, sam } = await twoRouters()
  const producerId = await ada.produce('microphone')
  const { consumerId } = await sam.consumerOf(producerId)
  const [adasWorker] = sfu.workerPids()
  const before = await metricsOf(sfu.port)
  expect(before.get('lectern_sfu_workers')).toBe(2)
  process.kill(adasWorker!, 'SIGKILL')
  const reset = await engine.event('reset')
  expect(reset).toEqual({ room: 'r', peerIds: [ada.at.peerId], reason: 'worker' })
  await engine.event('consumerClosed', (data) => data.consumerId === consumerId)
  expect(await engine.call('stats', sam.at)).toMatchObject({ receive: 'good' })
  await replaced()
  const again = await engine.call('openPeer', { ...ada.at, userId: 'ada' })
  expect(again.send.iceCandidates).toHaveLength(2)
  expect(portsOf(again)).toEqual(portsOf(ada.opened!))
  expect(portsOf(again)).not.toEqual(portsOf(sam.opened!))
  expect(sfu.workerPids()).not.toContain(adasWorker)
  expect((await metricsOf(sfu.port)).get('lectern_sfu_worker_deaths_total')).toBe(1)
})

/** Ports of UDP and TCP: those of the worker. */
const portsOf = ({ send }: OpenedPeer) => send.iceCandidates.map(({ port }) => port)

/** The first of two free ports that follow each other, below those that the system gives away by itself. */
async function freePorts(): Promise<number> {
  const first = 20_000 + 2 * randomInt(6000)
  const servers = [first, first + 1].map((port) => createServer().listen(port, '127.0.0.1'))
  const opened = await Promise.allSettled(servers.map((server) => once(server, 'listening')))
  for (const server of servers) server.close()
  return opened.every(({ status }) => status === 'fulfilled') ? first : freePorts()
}

/** Waits until the node says that all its workers are there. */
async function replaced(): Promise<void> {
  const { ok } = await fetch(`http://127.0.0.1:${sfu.port}/readyz`)
  if (!ok) return replaced()
}

test('where the only worker died, who comes back at once waits for the one that takes its place', async () => {
  sfu = await startSfu(1)
  const engine = await TestEngine.connect(sfu.port)
  const ada = await TestPeer.open(engine, 'r', 'ada')
  process.kill(sfu.workerPids()[0]!, 'SIGKILL')
  await engine.event('reset')
  const again = await engine.call('openPeer', { ...ada.at, userId: 'ada' })
  expect(again.send.iceCandidates).toHaveLength(2)
})

test('closing ends the workers', async () => {
  sfu = await startSfu(1)
  const engine = await TestEngine.connect(sfu.port)
  await TestPeer.open(engine, 'r', 'ada')
  const closed = once(engine.socket, 'close')
  const [pid] = sfu.workerPids()
  await sfu.close()
  await closed
  expect(sfu.workerPids()).toEqual([])
  expect(() => process.kill(pid!, 0)).toThrow('ESRCH')
})
