import { MediaPath } from '../rtc/MediaPath.ts'
import type { Identity } from '../rtc/makeIdentity.ts'
import { Sender } from '../rtc/Sender.ts'
import type { MadeTrack } from '../rtc/tracks.ts'
import { cpuMs } from './cpuMs.ts'
import type { MediaNode, NodeClient } from './MediaNode.ts'
import type { Person } from './scenarios.ts'

/** What came of one measurement. */
export interface Sample {
  /** CPU time of the node, ms for each second. */
  cpuMsPerSecond: number
  /** RTP packets that reached viewers, per second. */
  packetsPerSecond: number
  /** RTP packets that were sent to the node, per second. */
  sentPerSecond: number
  /** Tracks that viewers hold. */
  consumers: number
}

/** DTLS handshakes under way at once. */
const AT_ONCE = 20
const LOOK_AGAIN_MS = 50
const PATIENCE_MS = 60_000

/** Everybody of one scenario, connected to one node. */
export class Crowd {
  readonly #node: MediaNode
  readonly #clients: NodeClient[]
  readonly #paths: MediaPath[]
  readonly #tracks: MadeTrack[]
  readonly #sender: Sender

  private constructor(node: MediaNode, clients: NodeClient[], paths: MediaPath[], tracks: MadeTrack[], sender: Sender) {
    this.#node = node
    this.#clients = clients
    this.#paths = paths
    this.#tracks = tracks
    this.#sender = sender
  }

  /** Connects all, puts on air what they send, and lets them view. */
  static async gather(node: MediaNode, people: readonly Person[], identity: Identity): Promise<Crowd> {
    const sender = new Sender()
    const members = await inTurns(people, async (person) => {
      const client = await node.open(person.userId)
      const connect: NodeClient['connect'] = (id, dtls) => client.connect(id, dtls)
      const receive = await MediaPath.open(client.receive, identity, connect)
      if (person.tracks.length === 0) return { person, client, paths: [receive] }
      const send = await MediaPath.open(client.send, identity, connect)
      for (const track of person.tracks) {
        await client.produce(track)
        sender.add(send, track)
      }
      return { person, client, paths: [receive, send] }
    })
    await inTurns(members, ({ client, person }) => client.view(person.wishes))
    const clients = members.map(({ client }) => client)
    const paths = members.flatMap((member) => member.paths)
    return new Crowd(
      node,
      clients,
      paths,
      people.flatMap(({ tracks }) => tracks),
      sender,
    )
  }

  get consumers(): number {
    return this.#clients.reduce((sum, { consumers }) => sum + consumers, 0)
  }

  /** Resolves once viewers hold so many tracks. */
  async holds(consumers: number): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; this.consumers < consumers; await pause(LOOK_AGAIN_MS)) {
      if (Date.now() > until) throw new Error(`Only ${this.consumers} of ${consumers} tracks came.`)
    }
  }

  /** Lets media flow, and measures once it has for `warmUpMs`. */
  async measure(warmUpMs: number, windowMs: number): Promise<Sample> {
    this.#sender.start()
    await pause(warmUpMs)
    const before = this.#look()
    await pause(windowMs)
    const after = this.#look()
    this.#sender.stop()
    const perSecond = (key: keyof typeof before) => ((after[key] - before[key]) / (after.at - before.at)) * 1000
    return {
      cpuMsPerSecond: perSecond('cpu'),
      packetsPerSecond: perSecond('received'),
      sentPerSecond: perSecond('sent'),
      consumers: this.consumers,
    }
  }

  async leave(): Promise<void> {
    for (const path of this.#paths) path.close()
    await this.#node.close()
  }

  #look() {
    const streams = this.#tracks.flatMap((track) => track.streams)
    return {
      at: performance.now(),
      cpu: cpuMs(this.#node.pids),
      received: this.#paths.reduce((sum, { received }) => sum + received, 0),
      sent: streams.reduce((sum, { sent }) => sum + sent, 0),
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Like Promise.all, with a bound to what is under way at once. */
async function inTurns<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(run))))
  }
  return results
}
