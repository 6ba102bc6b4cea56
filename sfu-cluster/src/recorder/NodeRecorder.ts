import type { StoreSettings } from '@lectern/recording'
import type { Logger } from 'pino'
import type { EventSink } from '../Peer.ts'
import type { ProducerOnAir } from '../ProducerOnAir.ts'
import { LogClock } from './LogClock.ts'
import { RecorderProcess } from './RecorderProcess.ts'
import { Recording } from './Recording.ts'
import type { RecorderFigures, Told } from './recorderMessages.ts'

export interface RecordRequest {
  room: string
  onAir: ProducerOnAir
  track: string
  /** The log's clock when this was asked for, epoch ms. */
  logTime: number
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  /** The engine that asks. */
  sink: EventSink
}

/** What is counted over the lives of recorders. */
export interface RecordedSoFar extends RecorderFigures {
  tracks: number
  segments: number
  bytes: number
  deaths: number
  storeWorks: boolean
}

/** How long an end of recording is waited for, ms. */
const STOP_MS = 6000
const NOTHING: RecorderFigures = { droppedPictures: 0, lostPackets: 0, droppedSegments: 0, cpuSeconds: 0 }

/** What of this node's rooms is recorded. */
export class NodeRecorder {
  readonly #log: Logger
  readonly #recorder: RecorderProcess
  readonly #clocks = new Map<string, LogClock>()
  /** Those that are not finished, by their number. */
  readonly #recordings = new Map<number, Recording>()
  readonly #byProducer = new Map<string, Recording>()
  #count = 0
  #segments = 0
  #bytes = 0
  #storeWorks = true
  #figures = NOTHING
  /** Of recorders that died. */
  #figuresBefore = NOTHING

  constructor(store: StoreSettings, log: Logger) {
    this.#log = log
    this.#recorder = new RecorderProcess(store, log)
    this.#recorder.on('up', () => this.#onUp())
    this.#recorder.on('down', () => this.#onDown())
    this.#recorder.on('message', (message) => this.#onMessage(message))
  }

  /** The recorder's process, where there is one. */
  get pid(): number | undefined {
    return this.#recorder.pid
  }

  get soFar(): RecordedSoFar {
    let tracks = 0
    for (const { openTracks } of this.#recordings.values()) tracks += openTracks
    return {
      ...added(this.#figuresBefore, this.#figures),
      tracks,
      segments: this.#segments,
      bytes: this.#bytes,
      deaths: this.#recorder.deaths,
      storeWorks: this.#storeWorks,
    }
  }

  /** Records a producer from now on; again changes nothing. False where it was recorded already. */
  record({ room, onAir, track, logTime, startedAt, sink }: RecordRequest): boolean {
    const clock = this.#clockOf(room)
    clock.told(logTime, Date.now())
    const before = this.#byProducer.get(onAir.id)
    if (before) {
      before.sink = sink
      return false
    }
    const toLogMs = clock.aheadMs
    const id = this.#count++
    const recording = new Recording({ id, room, onAir, track, startedAt, toLogMs, sink, recorder: this.#recorder })
    this.#recordings.set(id, recording)
    this.#byProducer.set(onAir.id, recording)
    void recording.finished.then(() => this.#finished(recording))
    if (!this.#storeWorks) sink.emit('recorder', { room, works: false })
    if (this.#recorder.port === undefined) this.#recorder.start()
    else this.#attach(recording)
    return true
  }

  /** Resolves when the last segment is stored and told, or after some seconds without. Nothing where it is not recorded. */
  async stop(producerId: string): Promise<void> {
    this.producerGone(producerId)
    const recording = [...this.#recordings.values()].findLast(({ onAir }) => onAir.id === producerId)
    if (!recording) return
    const { promise: tooLate, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, STOP_MS)
    await Promise.race([recording.finished, tooLate])
    clearTimeout(timer)
  }

  /** Its recording ends with it. */
  producerGone(producerId: string): void {
    this.#byProducer.get(producerId)?.end()
    this.#byProducer.delete(producerId)
  }

  /** Another engine leads the room: it is told what is left to tell. */
  handOver(room: string, sink: EventSink): void {
    for (const recording of this.#recordings.values()) if (recording.room === room) recording.sink = sink
  }

  /** Stores what there is, and ends the process. */
  close(): Promise<void> {
    return this.#recorder.close()
  }

  #clockOf(room: string): LogClock {
    const clock = this.#clocks.get(room) ?? new LogClock()
    this.#clocks.set(room, clock)
    return clock
  }

  #finished(recording: Recording): void {
    this.#recordings.delete(recording.id)
    const isLast = ![...this.#recordings.values()].some(({ room }) => room === recording.room)
    if (isLast) this.#clocks.delete(recording.room)
  }

  #onUp(): void {
    for (const recording of this.#recordings.values()) if (!recording.isEnded) this.#attach(recording)
  }

  #attach(recording: Recording): void {
    recording.attach().catch((error: unknown) => {
      this.#log.debug({ room: recording.room, reason: String(error) }, 'a producer ended before it was recorded')
    })
  }

  #onDown(): void {
    this.#figuresBefore = added(this.#figuresBefore, this.#figures)
    this.#figures = NOTHING
    for (const recording of [...this.#recordings.values()]) recording.recorderLost()
  }

  #onMessage(message: Told): void {
    if (message.type === 'store') this.#onStore(message.works, message.problem)
    else if (message.type === 'figures') this.#figures = message.figures
    else this.#recordings.get(message.recording)?.onMessage(message)
    if (message.type !== 'segment') return
    this.#segments += 1
    this.#bytes += message.bytes
  }

  #onStore(works: boolean, problem: string): void {
    if (works) this.#log.info('the store takes recordings again')
    else this.#log.error({ reason: problem }, 'the store does not take recordings')
    this.#storeWorks = works
    const told = new Map([...this.#recordings.values()].map(({ room, sink }) => [room, sink]))
    for (const [room, sink] of told) sink.emit('recorder', { room, works })
  }
}

const added = (a: RecorderFigures, b: RecorderFigures): RecorderFigures => ({
  droppedPictures: a.droppedPictures + b.droppedPictures,
  lostPackets: a.lostPackets + b.lostPackets,
  droppedSegments: a.droppedSegments + b.droppedSegments,
  cpuSeconds: a.cpuSeconds + b.cpuSeconds,
})
