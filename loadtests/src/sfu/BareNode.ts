import { createWorker, type types } from 'mediasoup'
import type { MadeTrack } from '../rtc/tracks.ts'
import { viewerCapabilities } from '../rtc/viewerCapabilities.ts'
import type { MediaNode, NodeClient } from './MediaNode.ts'

const CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
]

/** A mediasoup worker and nothing else: everybody gets everything. Only the worker counts, not the process that tells it what to do. */
export class BareNode implements MediaNode {
  readonly #worker: types.Worker
  readonly #router: types.Router
  readonly #webRtcServer: types.WebRtcServer
  readonly #onAir: { userId: string; producer: types.Producer }[] = []

  private constructor(worker: types.Worker, router: types.Router, webRtcServer: types.WebRtcServer) {
    this.#worker = worker
    this.#router = router
    this.#webRtcServer = webRtcServer
  }

  static async start(): Promise<BareNode> {
    const worker = await createWorker({ logLevel: 'error' })
    const webRtcServer = await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] })
    return new BareNode(worker, await worker.createRouter({ mediaCodecs: CODECS }), webRtcServer)
  }

  get pids(): number[] {
    return [this.#worker.pid]
  }

  async open(userId: string): Promise<NodeClient> {
    const [send, receive] = await Promise.all([this.#transport(), this.#transport()])
    return new BareClient({ userId, send, receive, onAir: this.#onAir })
  }

  async close(): Promise<void> {
    this.#worker.close()
  }

  #transport(): Promise<types.WebRtcTransport> {
    return this.#router.createWebRtcTransport({ webRtcServer: this.#webRtcServer })
  }
}

class BareClient implements NodeClient {
  readonly userId: string
  readonly send: NodeClient['send']
  readonly receive: NodeClient['receive']
  consumers = 0
  readonly #transports: { send: types.WebRtcTransport; receive: types.WebRtcTransport }
  readonly #onAir: { userId: string; producer: types.Producer }[]

  constructor({
    userId,
    send,
    receive,
    onAir,
  }: {
    userId: string
    send: types.WebRtcTransport
    receive: types.WebRtcTransport
    onAir: { userId: string; producer: types.Producer }[]
  }) {
    this.userId = userId
    this.#transports = { send, receive }
    this.#onAir = onAir
    this.send = offerOf(send)
    this.receive = offerOf(receive)
  }

  async connect(transportId: string, dtlsParameters: Record<string, unknown>): Promise<void> {
    const transport = Object.values(this.#transports).find(({ id }) => id === transportId)!
    await transport.connect({ dtlsParameters: dtlsParameters as unknown as types.DtlsParameters })
  }

  async produce({ source, rtpParameters }: MadeTrack): Promise<void> {
    const producer = await this.#transports.send.produce({
      kind: source === 'camera' ? 'video' : 'audio',
      rtpParameters: rtpParameters as unknown as types.RtpParameters,
    })
    this.#onAir.push({ userId: this.userId, producer })
  }

  async view(): Promise<void> {
    const rtpCapabilities = viewerCapabilities() as unknown as types.RtpCapabilities
    const others = this.#onAir.filter(({ userId }) => userId !== this.userId)
    await Promise.all(
      others.map(({ producer }) => this.#transports.receive.consume({ producerId: producer.id, rtpCapabilities })),
    )
    this.consumers = others.length
  }
}

const offerOf = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  id,
  iceParameters: { ...iceParameters },
  iceCandidates: iceCandidates.map((candidate) => ({ ...candidate })),
  dtlsParameters: { ...dtlsParameters },
})
