import { LoadClient, type Target } from './LoadClient.ts'
import { type Latencies, Tally } from './Tally.ts'

/** What is known of a group of clients at one moment. */
export interface LoadMark {
  sent: number
  delivered: number
  /** Since the mark before. */
  latencies: Latencies
}

export interface Content {
  room: number
  records: number
  sum: string
}

const OPENING_AT_ONCE = 50
const LOOK_MS = 2

/** The clients of one process. */
export class LoadGroup {
  #clients: LoadClient[] = []
  #tally = new Tally()
  #sending: NodeJS.Timeout | undefined

  /** Answers when all of them are in sync. */
  async open(targets: Target[]): Promise<void> {
    for (let from = 0; from < targets.length; from += OPENING_AT_ONCE) {
      const some = targets.slice(from, from + OPENING_AT_ONCE).map((target) => new LoadClient(target, this.#tally))
      this.#clients.push(...some)
      await Promise.all(some.map((client) => client.synced()))
    }
  }

  /** Everybody begins to send, each at a moment of their own, until nobody has more. */
  async start(perSecond: number): Promise<void> {
    const periodMs = 1000 / perSecond
    const begin = performance.now()
    const plan = this.#clients.map((client) => ({ client, nextAt: begin + Math.random() * periodMs }))
    this.#sending = setInterval(() => {
      const now = performance.now()
      for (const each of plan) {
        if (each.nextAt > now || !each.client.hasMore) continue
        each.nextAt += periodMs
        each.client.sendNext()
      }
    }, LOOK_MS)
  }

  async mark(): Promise<LoadMark> {
    const sent = this.#clients.reduce((sum, client) => sum + client.sent, 0)
    return { sent, delivered: this.#tally.delivered, latencies: this.#tally.takeLatencies() }
  }

  /** Answers when everything has come to everybody. */
  async settled(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.settled()))
  }

  /** What is in the documents of those who keep what comes. */
  async contents(): Promise<Content[]> {
    const keepers = this.#clients.filter(({ target }) => target.keeps)
    return keepers.map((client) => ({ room: client.target.room, ...client.content() }))
  }

  async close(): Promise<void> {
    clearInterval(this.#sending)
    for (const client of this.#clients) client.close()
    this.#clients = []
    this.#tally = new Tally()
  }
}
