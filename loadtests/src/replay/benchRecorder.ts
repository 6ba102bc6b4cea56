import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ObjectStore, openObjectStore } from '@lectern/recording'
import { MediaPath } from '../rtc/MediaPath.ts'
import { makeIdentity } from '../rtc/makeIdentity.ts'
import { Sender } from '../rtc/Sender.ts'
import { film } from '../rtc/tracks.ts'
import { cpuMs } from '../sfu/cpuMs.ts'
import { LecternNode } from '../sfu/LecternNode.ts'
import { h264Film } from './h264Film.ts'

export interface RecorderBenchOptions {
  tracks: number
  warmUpMs: number
  windowMs: number
}

export interface RecorderResult {
  tracks: number
  /** Cores that the recorder's process uses for one track. */
  recorderCores: number
  /** Cores that the SFU (node and worker) uses for one track while it receives and records it. */
  sfuCores: number
  /** What came into the store of one track, kbit/s: that it was recorded at all. */
  storedKilobits: number
}

const FILM = { width: 1280, height: 720, framesPerSecond: 30, seconds: 10, kilobits: 1500 }

/** What recording cameras of 720 lines at 1.5 Mbit/s costs, with nobody looking at them. */
export async function benchRecorder({ tracks, warmUpMs, windowMs }: RecorderBenchOptions): Promise<RecorderResult> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
  const [identity, frames, node] = await Promise.all([
    makeIdentity(),
    h264Film(FILM),
    LecternNode.start({ LECTERN_DATA_DIR: folder }),
  ])
  const store = await openObjectStore({ folder: join(folder, 'store') })
  const sender = new Sender()
  const paths: MediaPath[] = []
  try {
    for (let i = 0; i < tracks; i += 1) {
      const client = await node.open(randomUUID())
      const path = await MediaPath.open(client.send, identity, (id, parameters) => client.connect(id, parameters))
      const track = film(frames, FILM.framesPerSecond)
      await client.produce(track)
      sender.add(path, track)
      paths.push(path)
      await client.record()
    }
    sender.start()
    await sleep(warmUpMs)
    const recorder = node.pids.filter(isRecorder)
    const others = node.pids.filter((pid) => !recorder.includes(pid))
    const bytesBefore = await bytesIn(store)
    const [recorderBefore, othersBefore, begun] = [cpuMs(recorder), cpuMs(others), performance.now()]
    await sleep(windowMs)
    const lasted = performance.now() - begun
    const coresOf = (usedMs: number) => usedMs / lasted / tracks
    return {
      tracks,
      recorderCores: coresOf(cpuMs(recorder) - recorderBefore),
      sfuCores: coresOf(cpuMs(others) - othersBefore),
      storedKilobits: (((await bytesIn(store)) - bytesBefore) * 8) / lasted / tracks,
    }
  } finally {
    sender.stop()
    for (const path of paths) path.close()
    await node.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const isRecorder = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('recorder/main.ts')

async function bytesIn(store: ObjectStore): Promise<number> {
  let total = 0
  for await (const { bytes } of store.list('recordings/')) total += bytes
  return total
}
