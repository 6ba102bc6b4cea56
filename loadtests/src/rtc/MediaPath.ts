import { randomBytes } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { TransportOffer } from '@lectern/protocol'
import { DtlsClient } from './DtlsClient.ts'
import type { Identity } from './makeIdentity.ts'
import { SrtpWriter } from './SrtpWriter.ts'
import { isStunSuccess, stunRequest } from './stunRequest.ts'

/** Tells the server which certificate to expect. */
export type TellDtls = (transportId: string, dtlsParameters: Record<string, unknown>) => Promise<unknown>

const RECEIVE_BUFFER = 4 << 20
/** The server gives up a path without a STUN request after half a minute. */
const KEEP_ALIVE_MS = 10_000
const STUN_AGAIN_MS = 400

/** A client's end of one WebRTC transport over UDP: ICE, DTLS, and SRTP outwards. What arrives is counted, not opened. */
export class MediaPath {
  readonly transportId: string
  /** RTP packets that arrived. */
  received = 0
  readonly #offer: TransportOffer
  readonly #socket: Socket
  readonly #fragment = randomBytes(4).toString('hex')
  #dtls: DtlsClient | undefined
  #srtp: SrtpWriter | undefined
  #keepAlive: NodeJS.Timeout | undefined
  #iceDone: () => void = () => undefined

  private constructor(offer: TransportOffer, socket: Socket) {
    this.transportId = offer.id
    this.#offer = offer
    this.#socket = socket
    socket.on('message', (datagram) => this.#handle(datagram))
    // A server that was ended refuses the next datagram; whoever ended it knows.
    socket.on('error', () => undefined)
  }

  /** Resolves once packets can flow both ways. */
  static async open(offer: TransportOffer, identity: Identity, tell: TellDtls): Promise<MediaPath> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER })
    const { ip, port } = udpCandidate(offer)
    socket.connect(port, ip)
    await once(socket, 'connect')
    const path = new MediaPath(offer, socket)
    await Promise.all([
      tell(offer.id, { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: identity.fingerprint }] }),
      path.#nominate(),
    ])
    path.#dtls = new DtlsClient(identity, (datagram) => socket.send(datagram))
    path.#srtp = new SrtpWriter(await path.#dtls.connect())
    return path
  }

  /** `headerBytes`: the RTP header with its extension. */
  sendRtp(packet: Buffer, headerBytes: number): void {
    this.#socket.send(this.#srtp!.rtp(packet, headerBytes))
  }

  sendRtcp(packet: Buffer): void {
    this.#socket.send(this.#srtp!.rtcp(packet))
  }

  close(): void {
    clearInterval(this.#keepAlive)
    this.#dtls?.close()
    this.#socket.close()
  }

  async #nominate(): Promise<void> {
    const ask = () => this.#socket.send(stunRequest(this.#fragment, credentialsOf(this.#offer)))
    const done = new Promise<void>((resolve) => {
      this.#iceDone = resolve
    })
    const again = setInterval(ask, STUN_AGAIN_MS)
    ask()
    await done
    clearInterval(again)
    this.#keepAlive = setInterval(ask, KEEP_ALIVE_MS)
  }

  /** RFC 7983: the first byte says what it is. */
  #handle(datagram: Buffer): void {
    const first = datagram[0]!
    if (first >= 128 && first < 192) {
      if (!isRtcp(datagram)) this.received += 1
    } else if (first >= 20 && first < 64) this.#dtls?.handle(datagram)
    else if (isStunSuccess(datagram)) this.#iceDone()
  }
}

const isRtcp = (datagram: Buffer) => datagram[1]! >= 192 && datagram[1]! < 224

function udpCandidate({ iceCandidates }: TransportOffer): { ip: string; port: number } {
  const candidate = iceCandidates.find(({ protocol }) => protocol === 'udp') as { address: string; port: number }
  return { ip: candidate.address, port: candidate.port }
}

const credentialsOf = ({ iceParameters }: TransportOffer) =>
  iceParameters as { usernameFragment: string; password: string }
