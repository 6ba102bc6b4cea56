import type { TrackEnd } from '@lectern/protocol'
import type { types } from 'mediasoup'
import type { EventSink } from '../Peer.ts'
import type { ProducerOnAir } from '../ProducerOnAir.ts'
import { plainCapabilities } from './plainCapabilities.ts'
import type { RecorderProcess } from './RecorderProcess.ts'
import type { Told, ToldOfRecording } from './recorderMessages.ts'

export interface RecordingOptions {
  id: number
  room: string
  onAir: ProducerOnAir
  /** Name of the first track. */
  track: string
  /** Log time of class time 0, epoch ms. */
  startedAt: number
  /** Log time minus time of day here, ms. */
  toLogMs: number
  /** The engine that is told. */
  sink: EventSink
  recorder: RecorderProcess
}

const LOOPBACK = '127.0.0.1'

/** One producer that is recorded, over the lives of recorders. */
export class Recording {
  readonly id: number
  readonly room: string
  readonly onAir: ProducerOnAir
  sink: EventSink
  /** Resolves when everything of it is stored and told, or the recorder is gone. */
  readonly finished: Promise<void>
  readonly #options: RecordingOptions
  readonly #finish: () => void
  /** Tracks that were told of and go on. */
  readonly #open = new Set<string>()
  #transport: types.PlainTransport | undefined
  #consumer: types.Consumer | undefined
  #next = 0
  /** Grows when what is under way is of no use any more. */
  #life = 0
  #isEnded = false

  constructor(options: RecordingOptions) {
    this.#options = options
    this.id = options.id
    this.room = options.room
    this.onAir = options.onAir
    this.sink = options.sink
    const { promise, resolve } = Promise.withResolvers<void>()
    this.finished = promise
    this.#finish = resolve
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  /** Tracks that grow now. */
  get openTracks(): number {
    return this.#open.size
  }

  /** Has the recorder that is there take the packets. Rejects where the producer or its worker goes away meanwhile. */
  async attach(): Promise<void> {
    const { recorder, onAir, room, track, startedAt, toLogMs } = this.#options
    const { router } = onAir.place
    const life = ++this.#life
    const transport = await router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: LOOPBACK },
      rtcpMux: true,
      comedia: false,
    })
    if (life !== this.#life) return transport.close()
    this.#transport = transport
    const consumer = await transport.consume({
      producerId: onAir.id,
      rtpCapabilities: plainCapabilities(router.rtpCapabilities),
      paused: true,
      enableRtx: false,
    })
    this.#consumer = consumer
    consumer.on('producerpause', () => recorder.send({ type: 'pause', recording: this.id }))
    if (life !== this.#life) return
    recorder.send({
      type: 'record',
      recording: this.id,
      room,
      track,
      next: this.#next,
      codec: consumer.rtpParameters.codecs[0]!.mimeType,
      ssrc: consumer.rtpParameters.encodings![0]!.ssrc!,
      port: transport.tuple.localPort,
      startedAt,
      toLogMs,
    })
  }

  /** The recorder said something of this one. */
  onMessage(message: ToldOfRecording): void {
    if (message.type === 'listening') void this.#listen().catch(ignore)
    if (message.type === 'named') this.#next = message.n + 1
    if (message.type === 'trackStarted') this.#trackStarted(message)
    if (message.type === 'segment') {
      const { track, n, at, durationMs, bytes } = message
      this.sink.emit('segment', { room: this.room, track, n, at, durationMs, bytes })
    }
    if (message.type === 'trackEnded') this.#trackEnded(message.track, message.reason)
    if (message.type === 'stopped') this.#finish()
  }

  /** Ends it: what there is will be stored. */
  end(): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#detach()
    const { recorder } = this.#options
    if (recorder.port === undefined) this.#finish()
    else recorder.send({ type: 'stop', recording: this.id })
  }

  /** The recorder is gone, and with it what was open. */
  recorderLost(): void {
    for (const track of [...this.#open]) this.#trackEnded(track, 'recorder-lost')
    this.#detach()
    if (this.#isEnded) this.#finish()
  }

  #detach(): void {
    this.#life += 1
    this.#transport?.close()
  }

  async #listen(): Promise<void> {
    const port = this.#options.recorder.port
    if (port === undefined || !this.#transport || !this.#consumer) return
    await this.#transport.connect({ ip: LOOPBACK, port })
    await this.#consumer.resume()
  }

  #trackStarted({ track, mime, width, height }: Extract<Told, { type: 'trackStarted' }>): void {
    this.#open.add(track)
    this.sink.emit('trackStarted', { room: this.room, producerId: this.onAir.id, track, mime, width, height })
  }

  #trackEnded(track: string, reason: TrackEnd): void {
    this.#open.delete(track)
    this.sink.emit('trackEnded', { room: this.room, track, reason })
  }
}

/** What fails here has ended already, with its worker or producer. */
const ignore = () => undefined
