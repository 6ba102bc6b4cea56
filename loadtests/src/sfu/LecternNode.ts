import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { VideoWish } from '@lectern/protocol'
import type { OpenedPeer, SfuEvent } from '@lectern/protocol/sfuRpc'
import { boundToParent } from '../../../scripts/support/boundToParent.ts'
import { repoRoot } from '../../../scripts/support/repoRoot.ts'
import type { MadeTrack } from '../rtc/tracks.ts'
import { viewerCapabilities } from '../rtc/viewerCapabilities.ts'
import type { MediaNode, NodeClient } from './MediaNode.ts'
import { SfuControl } from './SfuControl.ts'

const ROOM = 'bench'
/** A page asks for the quality of its link so often, ms. */
const STATS_EVERY_MS = 5000

/** Our SFU as it runs for people, with one worker, told what to do by what stands for an engine. Worker and node both count. */
export class LecternNode implements MediaNode {
  readonly #child: ChildProcess
  readonly #control: SfuControl
  readonly #clients = new Map<string, LecternClient>()
  readonly #stats: NodeJS.Timeout

  private constructor(child: ChildProcess, control: SfuControl) {
    this.#child = child
    this.#control = control
    control.on('event', (event) => this.#handleEvent(event))
    this.#stats = setInterval(() => this.#askStats(), STATS_EVERY_MS)
  }

  /** `env`: settings that differ from what is usual. */
  static async start(env: Record<string, string> = {}): Promise<LecternNode> {
    const secret = randomUUID()
    const [program, ...args] = boundToParent([process.execPath, join(repoRoot, 'sfu-cluster/src/main.ts')])
    const child = spawn(program!, args, {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: 'production',
        MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN,
        LECTERN_SFU_SECRET: secret,
        LECTERN_SFU_PORT: '0',
        LECTERN_SFU_RTC_PORT: '0',
        LECTERN_SFU_WORKERS: '1',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return new LecternNode(child, await SfuControl.connect(await portOf(child), secret))
  }

  get pids(): number[] {
    const { pid } = this.#child
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return [pid!, ...children.trim().split(' ').map(Number)]
  }

  async open(userId: string): Promise<LecternClient> {
    const at = { room: ROOM, peerId: userId }
    const opened = await this.#control.call('openPeer', { ...at, userId })
    const client = new LecternClient(userId, this.#control, opened)
    this.#clients.set(userId, client)
    return client
  }

  async close(): Promise<void> {
    clearInterval(this.#stats)
    this.#control.close()
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await gone
  }

  #handleEvent({ event, data }: SfuEvent): void {
    if (!('peerId' in data)) return
    const client = this.#clients.get(data.peerId)
    if (event === 'consumer') client?.consumerMade(data.consumerId)
    if (event === 'consumerClosed') client?.consumerClosed(data.consumerId)
    if (event === 'demand') client?.demanded(data.producerId, data.wanted ? data.spatialLayer + 1 : 0)
  }

  #askStats(): void {
    for (const userId of this.#clients.keys()) {
      this.#control.call('stats', { room: ROOM, peerId: userId }).catch(() => undefined)
    }
  }
}

class LecternClient implements NodeClient {
  readonly userId: string
  readonly send: NodeClient['send']
  readonly receive: NodeClient['receive']
  readonly #control: SfuControl
  readonly #tracks = new Map<string, MadeTrack>()
  readonly #consumers = new Set<string>()
  #ready: string[] = []

  constructor(userId: string, control: SfuControl, { send, receive }: OpenedPeer) {
    this.userId = userId
    this.#control = control
    this.send = send
    this.receive = receive
  }

  get consumers(): number {
    return this.#consumers.size
  }

  /** Has all that it sends recorded, from now on. */
  async record(): Promise<void> {
    const now = Date.now()
    for (const producerId of this.#tracks.keys()) {
      const track = randomUUID()
      await this.#control.call('recordProducer', { ...this.#at, producerId, track, logTime: now, startedAt: now })
    }
  }

  async connect(transportId: string, dtlsParameters: Record<string, unknown>): Promise<void> {
    await this.#control.call('connectTransport', { ...this.#at, transportId, dtlsParameters })
  }

  async produce(track: MadeTrack): Promise<void> {
    const { source, rtpParameters } = track
    const { producerId } = await this.#control.call('produce', {
      ...this.#at,
      requestId: randomUUID(),
      transportId: this.send.id,
      source,
      kind: source === 'camera' ? 'video' : 'audio',
      rtpParameters,
      paused: false,
    })
    this.#tracks.set(producerId, track)
  }

  async view(wishes: readonly VideoWish[]): Promise<void> {
    await this.#control.call('setCapabilities', { ...this.#at, rtpCapabilities: viewerCapabilities() })
    if (wishes.length > 0) await this.#control.call('setWishes', { ...this.#at, videos: [...wishes] })
  }

  consumerMade(consumerId: string): void {
    this.#consumers.add(consumerId)
    this.#ready.push(consumerId)
    if (this.#ready.length > 1) return
    setImmediate(() => {
      const consumerIds = this.#ready
      this.#ready = []
      this.#control.call('consumersReady', { ...this.#at, consumerIds }).catch(() => undefined)
    })
  }

  consumerClosed(consumerId: string): void {
    this.#consumers.delete(consumerId)
  }

  demanded(producerId: string, layers: number): void {
    const track = this.#tracks.get(producerId)
    if (track) track.layers = Math.min(layers, track.streams.length)
  }

  get #at(): { room: string; peerId: string } {
    return { room: ROOM, peerId: this.userId }
  }
}

/** Its log says on which port it listens. */
async function portOf(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const { port } = JSON.parse(line) as { port?: number }
    if (port === undefined) continue
    child.stdout!.resume()
    return port
  }
  throw new Error('The SFU did not start.')
}
