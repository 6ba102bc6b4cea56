import { EventEmitter } from 'node:events'
import { type Ack, COMMANDS } from '@lectern/protocol'
import type { CommandClient } from './CommandClient.ts'
import { until } from './until.ts'

const ANSWER_MS = 5000

/** A person who comes back by themselves, as our page does, and asks again for what had no answer. */
export class Chatter extends EventEmitter<{ joined: [] }> {
  readonly client: CommandClient
  readonly acknowledged: string[] = []
  joins = 0
  #isJoined = false

  constructor(client: CommandClient) {
    super()
    this.setMaxListeners(0)
    this.client = client
    client.socket.on('connect', () => void this.#join())
    client.socket.on('disconnect', (reason) => {
      this.#isJoined = false
      // Whoever was told to come again comes again.
      if (reason === 'io server disconnect') client.socket.connect()
    })
  }

  async joined(times: number): Promise<void> {
    await until(this as never, 'joined', () => this.#isJoined && this.joins >= times)
  }

  /** One sending; true where it was acknowledged. */
  async send(id: string): Promise<boolean> {
    const sending = this.client.socket.timeout(ANSWER_MS).emitWithAck(COMMANDS.sendChat.name, { id, text: id })
    const ack = (await sending.catch(() => undefined)) as Ack<unknown> | undefined
    if (ack?.ok) this.acknowledged.push(id)
    return ack?.ok === true
  }

  /** Sends it until it is acknowledged. */
  async insist(id: string): Promise<void> {
    for (let isSent = false; !isSent; ) {
      await this.joined(1)
      isSent = await this.send(id)
    }
  }

  async #join(): Promise<void> {
    const welcome = await this.client.join().catch(() => undefined)
    // Cut in the middle of it: the next connection joins.
    if (!welcome) return
    this.joins += 1
    this.#isJoined = true
    this.emit('joined')
  }
}
