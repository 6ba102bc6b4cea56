import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaSource } from '@lectern/protocol'
import type { SfuEventName, SfuEvents } from '@lectern/protocol/sfuRpc'
import { segmentKey, trackInitKey, trackManifestKey } from '@lectern/recording'
import type { TrackManifest } from '@lectern/recording/timeline'
import { createWorker, type types } from 'mediasoup'
import { pino } from 'pino'
import type { EventSink } from '../../src/Peer.ts'
import { ProducerOnAir } from '../../src/ProducerOnAir.ts'
import type { Place } from '../../src/RoomRouters.ts'
import { NodeRecorder } from '../../src/recorder/NodeRecorder.ts'
import { routerCodecs } from '../../src/routerCodecs.ts'
import { type Line, RtpSender, type Stream } from './RtpSender.ts'

export const ROOM = 'room'
/** Log time minus time of day here, in these tests: the log is of another machine. */
const LOG_AHEAD_MS = 7_200_000

/** What an engine is told, to be waited for. */
class ToldEvents implements EventSink {
  readonly all: { [Name in SfuEventName]: { event: Name; data: SfuEvents[Name] } }[SfuEventName][] = []
  readonly #watchers = new Set<() => void>()

  emit<Name extends SfuEventName>(event: Name, data: SfuEvents[Name]): void {
    this.all.push({ event, data } as (typeof this.all)[number])
    for (const watcher of [...this.#watchers]) watcher()
  }

  of<Name extends SfuEventName>(name: Name): SfuEvents[Name][] {
    return this.all.filter(({ event }) => event === name).map(({ data }) => data as SfuEvents[Name])
  }

  until<Value>(look: () => Value | undefined): Promise<Value> {
    return new Promise((resolve) => {
      const watcher = () => {
        const found = look()
        if (found === undefined) return
        this.#watchers.delete(watcher)
        resolve(found)
      }
      this.#watchers.add(watcher)
      watcher()
    })
  }

  once<Name extends SfuEventName>(name: Name, fits: (data: SfuEvents[Name]) => boolean): Promise<SfuEvents[Name]> {
    return this.until(() => this.of(name).find(fits))
  }
}

export interface Source {
  sender: RtpSender
  producer: types.Producer
  onAir: ProducerOnAir
}

/** A media worker with producers that really send, the recorder in its own process, and a store in a folder. */
export class TestRecording {
  readonly told = new ToldEvents()
  readonly recorder: NodeRecorder
  readonly folder: string
  /** Log time of class time 0. */
  readonly startedAt = Date.now() + LOG_AHEAD_MS - 60_000
  readonly #worker: types.Worker
  readonly #router: types.Router
  readonly #sources: Source[] = []

  private constructor(folder: string, worker: types.Worker, router: types.Router) {
    this.folder = folder
    this.#worker = worker
    this.#router = router
    const log = pino({ level: process.env.TEST_LOG ?? 'silent' })
    this.recorder = new NodeRecorder({ folder: join(folder, 'store') }, log)
  }

  static async start(): Promise<TestRecording> {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-recorder-'))
    const worker = await createWorker({ logLevel: 'error' })
    const router = await worker.createRouter({ mediaCodecs: routerCodecs(['H264', 'VP8', 'VP9', 'AV1']) })
    return new TestRecording(folder, worker, router)
  }

  async source(stream: Stream, line: Line = {}): Promise<Source> {
    const transport = await this.#router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
      comedia: true,
      rtcpMux: true,
    })
    const sender = await RtpSender.open(transport, stream, line)
    const producer = await transport.produce({ kind: stream.kind, rtpParameters: sender.rtpParameters })
    const place = { router: this.#router } as Place
    const mediaSource: MediaSource = stream.kind === 'video' ? 'camera' : 'microphone'
    const onAir = new ProducerOnAir(producer, { peerId: 'peer', userId: 'user', place }, mediaSource, 0)
    producer.observer.once('close', () => this.recorder.producerGone(producer.id))
    const source = { sender, producer, onAir }
    this.#sources.push(source)
    return source
  }

  /** What is sent from some moment soon on is recorded. */
  record({ onAir }: Source, track: string): boolean {
    const logTime = Date.now() + LOG_AHEAD_MS
    return this.recorder.record({ room: ROOM, onAir, track, logTime, startedAt: this.startedAt, sink: this.told })
  }

  /** Class time of a time of day here, ms. */
  classMs(timeOfDay: number): number {
    return timeOfDay + LOG_AHEAD_MS - this.startedAt
  }

  async manifest(track: string): Promise<TrackManifest> {
    return JSON.parse(String(await this.read(trackManifestKey(ROOM, track)))) as TrackManifest
  }

  init(track: string): Promise<Buffer> {
    return this.read(trackInitKey(ROOM, track))
  }

  async segments(track: string): Promise<Buffer[]> {
    const { segments } = await this.manifest(track)
    return Promise.all(segments.map((_, n) => this.read(segmentKey(ROOM, track, n))))
  }

  /** Init and segments, one after the other. */
  async file(track: string): Promise<Buffer> {
    return Buffer.concat([await this.init(track), ...(await this.segments(track))])
  }

  read(key: string): Promise<Buffer> {
    return readFile(join(this.folder, 'store', key))
  }

  async close(): Promise<void> {
    for (const { sender } of this.#sources) sender.close()
    await this.recorder.close()
    this.#worker.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}
