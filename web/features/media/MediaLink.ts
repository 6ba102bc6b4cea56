import {
  LecternError,
  MEDIA_COMMANDS,
  type MediaEvents,
  type MediaSource,
  type ProducerDemand,
  type ReplyOf,
  type TransportOffer,
} from '@lectern/protocol'
import { Device, type types } from 'mediasoup-client'
import { Emitter } from '../classroom/Emitter.ts'
import { browserHandler } from './browserHandler.ts'
import { cameraEncodings, screenEncodings } from './encodings.ts'
import { Outgoing } from './Outgoing.ts'
import { randomId } from './randomId.ts'
import type { Incoming } from './remoteMedia.ts'
import type { Signalling } from './Signalling.ts'

type Opened = ReplyOf<typeof MEDIA_COMMANDS.open>

export interface LinkEvents {
  /** What arrives changed. */
  incoming: undefined
  /** Whether both ways work, as far as they are in use. */
  working: boolean
  /** It cannot be mended: open another one. */
  dead: undefined
  /** The class took the right to send it. */
  revoked: MediaSource
}

/** A path that is lost is mended by ICE restarts for so long, ms. */
const MEND_MS = 10_000
const RESTART_EVERY_MS = 3000
/** Guess of the bandwidth before it is known, kbit/s: enough for all layers of a camera, else the sharpest waits for seconds. */
const START_KBPS = 1500
/** Pictures that may come before this page knows which it shows, so that they are there when it does. */
const FIRST_PICTURES = 4
/** Pauses before a request that may be repeated is repeated, ms. */
const REPEAT_MS = [500, 1500]

/** One opening of media: both transports and all that runs over them, until it is closed for good. */
export class MediaLink {
  readonly events = new Emitter<LinkEvents>()
  readonly #signalling: Signalling
  readonly #device: Device
  readonly #send: types.Transport
  readonly #receive: types.Transport
  /** By source. */
  readonly #outgoing = new Map<MediaSource, Outgoing>()
  /** By producer id; may come before the producer is known here. */
  readonly #demands = new Map<string, ProducerDemand>()
  /** By consumer id, in the order of their coming. */
  readonly #incoming = new Map<string, Incoming & { consumer: types.Consumer }>()
  /** Consumers that were closed or paused before they were ready here. */
  readonly #early = new Map<string, { closed: boolean; paused: boolean }>()
  readonly #lost = new Set<types.Transport>()
  readonly #mending = new Map<types.Transport, ReturnType<typeof setTimeout>>()
  readonly #stopListening: () => void
  #ready: string[] = []
  #closed = false

  /** Opens media and says what can be received. Rejects with a `LecternError`, or where the browser cannot do it. */
  static async open(signalling: Signalling): Promise<MediaLink> {
    const opened = await signalling.request(MEDIA_COMMANDS.open, {})
    const device = new Device({ handlerFactory: browserHandler() })
    await device.load({
      routerRtpCapabilities: opened.routerRtpCapabilities as types.RtpCapabilities,
      preferLocalCodecsOrder: false,
    })
    const link = new MediaLink(signalling, device, opened)
    const rtpCapabilities = { ...device.recvRtpCapabilities }
    signalling
      .request(MEDIA_COMMANDS.ready, { rtpCapabilities, firstPictures: FIRST_PICTURES })
      .catch(() => link.#die())
    return link
  }

  private constructor(signalling: Signalling, device: Device, opened: Opened) {
    this.#signalling = signalling
    this.#device = device
    this.#send = this.#adopt(device.createSendTransport(this.#options(opened, opened.send)))
    this.#receive = this.#adopt(device.createRecvTransport(this.#options(opened, opened.receive)))
    this.#send.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const { source, paused } = appData as { source: MediaSource; paused: boolean }
      this.#announce(source, kind, { ...rtpParameters }, paused).then((id) => done({ id }), failed)
    })
    this.#stopListening = this.#listen()
  }

  get closed(): boolean {
    return this.#closed
  }

  get incoming(): Iterable<Incoming> {
    return this.#incoming.values()
  }

  /** What is sent of a source. */
  sending(source: MediaSource): { track: MediaStreamTrack | null; paused: boolean } | undefined {
    return this.#outgoing.get(source)
  }

  /** Rejects with a `LecternError` where the class refuses it. */
  async start(source: MediaSource, track: MediaStreamTrack, paused: boolean): Promise<void> {
    const producer = await this.#send.produce({
      track,
      ...this.#produceOptions(source, track),
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source, paused },
    })
    this.#outgoing.set(source, new Outgoing(source, producer, paused, this.#demands.get(producer.id)))
    this.#renegotiated()
  }

  async stop(source: MediaSource): Promise<void> {
    const producerId = this.#drop(source)
    if (producerId !== undefined) await this.#signalling.request(MEDIA_COMMANDS.close, { producerId })
  }

  async replace(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    await this.#outgoing.get(source)?.producer.replaceTrack({ track })
    this.#renegotiated()
  }

  /** Pausing works at once, whatever the class answers; resuming only once it agrees. */
  async setPaused(source: MediaSource, paused: boolean): Promise<void> {
    const outgoing = this.#outgoing.get(source)
    if (!outgoing) return
    if (paused) outgoing.setPaused(true)
    await this.#signalling.request(MEDIA_COMMANDS.pause, { producerId: outgoing.producer.id, paused })
    outgoing.setPaused(paused)
  }

  /** The class paused it for us. */
  pausedByClass(source: MediaSource): void {
    this.#outgoing.get(source)?.setPaused(true)
  }

  /** New ICE credentials for the paths in use, e.g. after a change of network. */
  async restartIce(): Promise<void> {
    const used = [this.#send, this.#receive].filter(({ connectionState }) => connectionState !== 'new')
    await Promise.all(used.map((transport) => this.#restart(transport)))
  }

  /** Ends all of it here; the tracks that were sent live on. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#stopListening()
    for (const timer of this.#mending.values()) clearTimeout(timer)
    this.#send.close()
    this.#receive.close()
    this.#outgoing.clear()
    this.#incoming.clear()
  }

  #options({ iceServers, iceTransportPolicy }: Opened, offer: TransportOffer): types.TransportOptions {
    return {
      id: offer.id,
      iceParameters: offer.iceParameters as types.IceParameters,
      iceCandidates: offer.iceCandidates as types.IceCandidate[],
      dtlsParameters: offer.dtlsParameters as types.DtlsParameters,
      iceServers,
      iceTransportPolicy,
    }
  }

  #adopt(transport: types.Transport): types.Transport {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      const input = { transportId: transport.id, dtlsParameters: { ...dtlsParameters } }
      this.#repeating(() => this.#signalling.request(MEDIA_COMMANDS.connect, input)).then(() => done(), failed)
    })
    transport.on('connectionstatechange', (state) => this.#pathChanged(transport, state))
    return transport
  }

  #listen(): () => void {
    const signalling = this.#signalling
    const stops = [
      signalling.on('media:consumer', (data) => void this.#consume(data)),
      signalling.on('media:consumer-closed', ({ consumerId }) => this.#consumerClosed(consumerId)),
      signalling.on('media:consumer-paused', ({ consumerId, paused, producerPaused }) =>
        this.#consumerPaused(consumerId, paused || producerPaused),
      ),
      signalling.on('media:demand', ({ producerId, ...demand }) => this.#demanded(producerId, demand)),
      signalling.on('media:producer-closed', ({ producerId }) => this.#producerClosed(producerId)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  async #announce(
    source: MediaSource,
    kind: 'audio' | 'video',
    rtpParameters: Record<string, unknown>,
    paused: boolean,
  ) {
    const input = { requestId: randomId(), transportId: this.#send.id, source, kind, rtpParameters, paused }
    const { producerId } = await this.#repeating(() => this.#signalling.request(MEDIA_COMMANDS.produce, input))
    return producerId
  }

  /** Only for requests that are done once however often they come. */
  async #repeating<Reply>(ask: () => Promise<Reply>): Promise<Reply> {
    for (const pause of REPEAT_MS) {
      try {
        return await ask()
      } catch (error) {
        const again = error instanceof LecternError && ['RATE_LIMITED', 'MEDIA_UNAVAILABLE'].includes(error.code)
        if (!again || this.#closed) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    return ask()
  }

  #produceOptions(source: MediaSource, track: MediaStreamTrack): types.ProducerOptions {
    if (source === 'microphone') return { codecOptions: { opusDtx: true, opusFec: true, opusStereo: false } }
    if (source === 'screenAudio') return { codecOptions: { opusDtx: false, opusFec: true, opusStereo: true } }
    const codec = this.#device.sendRtpCapabilities.codecs?.find(
      ({ kind, mimeType }) => kind === 'video' && !mimeType.endsWith('/rtx'),
    )
    const { height = 720 } = track.getSettings()
    const encodings = source === 'screen' ? screenEncodings() : cameraEncodings(codec?.mimeType ?? '', height)
    return { codec, encodings, codecOptions: { videoGoogleStartBitrate: START_KBPS } }
  }

  async #consume({
    consumerId,
    producerId,
    userId,
    source,
    kind,
    rtpParameters,
    producerPaused,
  }: MediaEvents['media:consumer']) {
    this.#early.set(consumerId, { closed: false, paused: producerPaused })
    try {
      const consumer = await this.#receive.consume({
        id: consumerId,
        producerId,
        kind,
        rtpParameters: rtpParameters as unknown as types.RtpParameters,
        // One stream per person and kind, so that lips and voice stay together.
        streamId: `${userId}-${source.startsWith('screen') ? 'screen' : 'person'}`,
      })
      const { closed, paused } = this.#early.get(consumerId)!
      if (closed) return consumer.close()
      this.#incoming.set(consumerId, { consumer, userId, source, track: consumer.track, paused })
      this.#acknowledge(consumerId)
      this.events.emit('incoming', undefined)
    } catch {
      // The transport was closed meanwhile, or this browser cannot decode it after all: it stays away.
    } finally {
      this.#early.delete(consumerId)
    }
  }

  /** Those that get ready together are told together. */
  #acknowledge(consumerId: string): void {
    this.#ready.push(consumerId)
    if (this.#ready.length > 1) return
    queueMicrotask(() => {
      const consumerIds = this.#ready
      this.#ready = []
      const tell = () => this.#signalling.request(MEDIA_COMMANDS.consumed, { consumerIds })
      if (!this.#closed) this.#repeating(tell).catch(() => undefined)
    })
  }

  #consumerClosed(consumerId: string): void {
    const early = this.#early.get(consumerId)
    if (early) early.closed = true
    const incoming = this.#incoming.get(consumerId)
    if (!incoming) return
    this.#incoming.delete(consumerId)
    incoming.consumer.close()
    this.events.emit('incoming', undefined)
  }

  #consumerPaused(consumerId: string, paused: boolean): void {
    const early = this.#early.get(consumerId)
    if (early) early.paused = paused
    const incoming = this.#incoming.get(consumerId)
    if (!incoming) return
    incoming.paused = paused
    this.events.emit('incoming', undefined)
  }

  #demanded(producerId: string, demand: ProducerDemand): void {
    this.#demands.set(producerId, demand)
    for (const outgoing of this.#outgoing.values()) if (outgoing.producer.id === producerId) outgoing.setDemand(demand)
  }

  #producerClosed(producerId: string): void {
    for (const { source, producer } of this.#outgoing.values()) {
      if (producer.id !== producerId) continue
      this.#drop(source)
      this.events.emit('revoked', source)
    }
  }

  #drop(source: MediaSource): string | undefined {
    const outgoing = this.#outgoing.get(source)
    if (!outgoing) return undefined
    this.#outgoing.delete(source)
    this.#demands.delete(outgoing.producer.id)
    outgoing.producer.close()
    this.#renegotiated()
    return outgoing.producer.id
  }

  #renegotiated(): void {
    for (const outgoing of this.#outgoing.values()) void outgoing.applyLayers()
  }

  #pathChanged(transport: types.Transport, state: types.ConnectionState): void {
    if (this.#closed) return
    if (state === 'connected') this.#mended(transport)
    if (state === 'disconnected' || state === 'failed') this.#mend(transport)
  }

  #mended(transport: types.Transport): void {
    clearTimeout(this.#mending.get(transport))
    this.#mending.delete(transport)
    if (this.#lost.delete(transport) && this.#lost.size === 0) this.events.emit('working', true)
  }

  #mend(transport: types.Transport): void {
    this.#lost.add(transport)
    this.events.emit('working', false)
    if (this.#mending.has(transport)) return
    const since = Date.now()
    const again = () => {
      if (Date.now() - since > MEND_MS) return this.#die()
      this.#mending.set(transport, setTimeout(again, RESTART_EVERY_MS))
      this.#restart(transport).catch((error) => {
        // The other side has nothing of it any more. Anything else may pass.
        if (error instanceof LecternError && error.code === 'NOT_FOUND') this.#die()
      })
    }
    again()
  }

  async #restart(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#signalling.request(MEDIA_COMMANDS.restartIce, { transportId: transport.id })
    if (transport.closed) return
    await transport.restartIce({ iceParameters: iceParameters as types.IceParameters })
    if (transport === this.#send) this.#renegotiated()
  }

  #die(): void {
    if (!this.#closed) this.events.emit('dead', undefined)
  }
}
