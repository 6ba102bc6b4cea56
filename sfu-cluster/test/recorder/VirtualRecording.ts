import type { TrackEnd } from '@lectern/protocol'
import { segmentKey, trackInitKey, trackManifestKey } from '@lectern/recording'
import type { TrackManifest } from '@lectern/recording/timeline'
import { ProducerRecorder } from '../../src/recorder/ProducerRecorder.ts'
import { StoreHealth } from '../../src/recorder/StoreHealth.ts'
import { MemoryStore } from './MemoryStore.ts'

const ROOM = 'room'
export const SSRC = 4711
const START = 1_700_000_000_000
const TICK_MS = 100

export interface Datagram {
  bytes: Buffer
  /** When it comes in, ms from the start. */
  at: number
}

export interface Frame {
  payloads: Buffer[]
  /** ms from the start. */
  at: number
}

/** RTP of frames, each at its time. */
export function datagramsOf(frames: readonly Frame[], ticksPerMs: number, firstSequence = 65_000): Datagram[] {
  let sequence = firstSequence
  return frames.flatMap(({ payloads, at }) =>
    payloads.map((payload, i) => {
      const header = Buffer.alloc(12)
      header[0] = 0x80
      header[1] = 96 | (i === payloads.length - 1 ? 0x80 : 0)
      header.writeUInt16BE(sequence++ & 0xffff, 2)
      header.writeUInt32BE((Math.round(at * ticksPerMs) + 2 ** 32 - 90_000) % 2 ** 32, 4)
      header.writeUInt32BE(SSRC, 8)
      return { bytes: Buffer.concat([header, payload]), at }
    }),
  )
}

/** A recording of datagrams that come at times that are only said, without sockets. */
export class VirtualRecording {
  readonly store = new MemoryStore()
  readonly ended: { track: string; reason: TrackEnd }[] = []
  readonly sentBack: { at: number; bytes: Buffer }[] = []
  dropped = 0
  readonly #producer: ProducerRecorder
  #now = 0

  constructor(codec: string) {
    this.#producer = new ProducerRecorder({
      order: {
        recording: 1,
        room: ROOM,
        track: 't',
        next: 0,
        codec,
        ssrc: SSRC,
        port: 1,
        startedAt: START,
        toLogMs: 0,
      },
      store: this.store,
      health: new StoreHealth(() => undefined),
      sendBack: (bytes) => this.sentBack.push({ at: this.#now, bytes }),
      onNamed: () => undefined,
      onDroppedPicture: () => {
        this.dropped += 1
      },
      events: {
        started: () => undefined,
        segment: () => undefined,
        ended: (track, reason) => this.ended.push({ track, reason }),
        dropped: () => undefined,
      },
    })
  }

  get lostPackets(): number {
    return this.#producer.lostPackets
  }

  get keyRequests(): number[] {
    return this.sentBack.filter(({ bytes }) => bytes[1] === 206).map(({ at }) => at)
  }

  /** By rising time. */
  async take(datagrams: readonly Datagram[]): Promise<void> {
    let nextTick = TICK_MS
    for (const { bytes, at } of datagrams) {
      for (; nextTick < at; nextTick += TICK_MS) this.#producer.tick(START + nextTick)
      this.#now = at
      this.#producer.onDatagram(bytes, START + at)
    }
    this.#producer.tick(START + this.#now + 600)
    await this.#producer.end('closed')
  }

  async manifest(track: string): Promise<TrackManifest> {
    return JSON.parse(String(await this.store.get(trackManifestKey(ROOM, track)))) as TrackManifest
  }

  async segments(track: string): Promise<Buffer[]> {
    const { segments } = await this.manifest(track)
    return Promise.all(segments.map((_, n) => this.store.get(segmentKey(ROOM, track, n))))
  }

  async file(track: string): Promise<Buffer> {
    return Buffer.concat([await this.store.get(trackInitKey(ROOM, track)), ...(await this.segments(track))])
  }
}
