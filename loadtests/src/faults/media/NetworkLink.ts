import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

const LOOPBACK = '127.0.0.1'

interface Flow {
  near: Socket
  far: Socket
}

/** The way of one browser to engine (TCP) and media server (UDP), which can be cut, mended and moved to other addresses. */
export class NetworkLink {
  readonly #enginePort: number
  readonly #mediaPort: number
  readonly #near: UdpSocket
  readonly #server: Server
  /** Address of the browser → the socket from which its packets go on. */
  readonly #far = new Map<string, UdpSocket>()
  readonly #flows = new Set<Flow>()
  #cut = { media: false, commands: false }

  private constructor(enginePort: number, mediaPort: number) {
    this.#enginePort = enginePort
    this.#mediaPort = mediaPort
    this.#near = createSocket('udp4')
    this.#near.on('message', (packet, from) => this.#sendOn(packet, from))
    // Half-open as in a cut cable: what comes in meanwhile waits.
    this.#server = createServer({ pauseOnConnect: true }, (near) => this.#accept(near))
  }

  static async open(enginePort: number, mediaPort: number): Promise<NetworkLink> {
    const link = new NetworkLink(enginePort, mediaPort)
    link.#near.bind(0, LOOPBACK)
    link.#server.listen(0, LOOPBACK)
    await Promise.all([once(link.#near, 'listening'), once(link.#server, 'listening')])
    return link
  }

  get enginePort(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get mediaPort(): number {
    return this.#near.address().port
  }

  /** From now on nothing gets through, and nobody is told. */
  cut(what: { media: boolean; commands: boolean }): void {
    this.#cut = what
    if (!what.commands) return
    for (const { near, far } of this.#flows) {
      near.pause()
      far.pause()
    }
  }

  mend(): void {
    this.#cut = { media: false, commands: false }
    for (const { near, far } of this.#flows) {
      near.resume()
      far.resume()
    }
  }

  /** As after a change of network: open connections break, and packets come from another address. */
  move(): void {
    for (const { near, far } of this.#flows) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
    for (const socket of this.#far.values()) socket.close()
    this.#far.clear()
  }

  async close(): Promise<void> {
    this.move()
    this.#near.close()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #sendOn(packet: Buffer, from: RemoteInfo): void {
    if (this.#cut.media) return
    const key = `${from.address}:${from.port}`
    const far = this.#far.get(key) ?? this.#openFar(key, from)
    far.send(packet, this.#mediaPort, LOOPBACK)
  }

  #openFar(key: string, { address, port }: RemoteInfo): UdpSocket {
    const far = createSocket('udp4')
    this.#far.set(key, far)
    far.on('message', (packet) => {
      if (!this.#cut.media) this.#near.send(packet, port, address)
    })
    return far
  }

  #accept(near: Socket): void {
    const far = connect(this.#enginePort, LOOPBACK)
    const flow = { near, far }
    this.#flows.add(flow)
    near.on('data', (chunk) => far.write(chunk))
    far.on('data', (chunk) => near.write(chunk))
    for (const socket of [near, far]) {
      socket.setNoDelay()
      socket.on('error', () => undefined)
      socket.on('end', () => this.#drop(flow))
      socket.on('close', () => this.#drop(flow))
    }
    if (this.#cut.commands) far.pause()
    else near.resume()
  }

  #drop(flow: Flow): void {
    this.#flows.delete(flow)
    flow.near.destroy()
    flow.far.destroy()
  }
}
