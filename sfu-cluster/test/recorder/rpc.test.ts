import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSfu } from '../../src/createSfu.ts'
import { startSfu } from '../startSfu.ts'
import { TestEngine } from '../TestEngine.ts'
import { TestPeer } from '../TestPeer.ts'

let sfu: RunningSfu
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lectern-recorder-rpc-'))
  sfu = await startSfu(1, { LECTERN_DATA_DIR: dataDir })
})
afterAll(async () => {
  await sfu.close()
  await rm(dataDir, { recursive: true })
})

const clock = () => ({ logTime: Date.now(), startedAt: Date.now() - 1000 })

test('[RE4] a producer that is recorded is wanted in full, though nobody looks, until recording ends', async () => {
  const engine = await TestEngine.connect(sfu.port)
  const ada = await TestPeer.open(engine, 'wanted', 'ada')
  const producerId = await ada.produce('camera')
  await engine.event('demand', (data) => data.producerId === producerId && !data.wanted)
  await engine.call('recordProducer', { ...ada.at, producerId, track: 'cam', ...clock() })
  await engine.call('recordProducer', { ...ada.at, producerId, track: 'cam', ...clock() })
  const demands = () => engine.all('demand').filter((data) => data.producerId === producerId)
  await engine.until(() => demands().find((data) => data.wanted && data.spatialLayer === 2))
  await engine.call('stopRecording', { ...ada.at, producerId })
  await engine.until(() => (demands().at(-1)!.wanted ? undefined : true))
  // Nothing came, so there is no track.
  expect(engine.all('trackStarted')).toEqual([])
  engine.cut()
})

test('[RE4] what is not there, or another engine’s, cannot be recorded; ending it again is fine', async () => {
  const [engine, other] = [await TestEngine.connect(sfu.port), await TestEngine.connect(sfu.port)]
  const ada = await TestPeer.open(engine, 'whose', 'ada')
  const producerId = await ada.produce('microphone')
  const params = { ...ada.at, producerId, track: 'mic', ...clock() }
  await expect(other.call('recordProducer', params)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(engine.call('recordProducer', { ...params, producerId: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(engine.call('recordProducer', { ...params, track: '../up' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await engine.call('stopRecording', { ...ada.at, producerId })
  await engine.call('stopRecording', { ...ada.at, producerId: 'none' })
  await engine.call('closePeer', ada.at)
  await engine.call('stopRecording', { ...ada.at, producerId })
  engine.cut()
  other.cut()
})
