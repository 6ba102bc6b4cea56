import { randomUUID } from 'node:crypto'
import {
  SFU_RPC_VERSION,
  type SfuAnswer,
  type SfuEvent,
  type SfuEventName,
  type SfuEvents,
  type SfuFrame,
  type SfuMethod,
  type SfuParams,
  type SfuReply,
  type SfuWelcome,
} from '@lectern/protocol/sfuRpc'
import { WebSocket } from 'ws'
import { SECRET } from './startSfu.ts'

type Resume = { session: string; lastEvent: number } | null

/** An engine's end of the RPC, as plain as possible: one socket, no retries. */
export class TestEngine {
  readonly socket: WebSocket
  readonly events: SfuEvent[] = []
  welcome: SfuWelcome | undefined
  readonly #answers = new Map<string, (answer: SfuAnswer) => void>()
  readonly #watchers = new Set<() => void>()

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => this.#onFrame(JSON.parse(String(data)) as SfuFrame))
  }

  static async connect(port: number, engineId: string = randomUUID(), resume: Resume = null): Promise<TestEngine> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers: { authorization: `Bearer ${SECRET}` } })
    const engine = new TestEngine(socket)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    socket.send(JSON.stringify({ version: SFU_RPC_VERSION, engineId, resume }))
    await engine.until(() => engine.welcome)
    return engine
  }

  get lastSeq(): number {
    return this.events.reduce((last, { seq }) => seq ?? last, 0)
  }

  async call<Method extends SfuMethod>(method: Method, params: SfuParams<Method>, id = randomUUID()) {
    const answer = await this.raw({ id, method, params })
    if (!answer.ok) throw Object.assign(new Error(answer.error.message), { code: answer.error.code })
    return answer.value as SfuReply<Method>
  }

  raw(frame: { id: string; method: string; params: unknown }): Promise<SfuAnswer> {
    return new Promise((resolve) => {
      this.#answers.set(frame.id, resolve)
      this.socket.send(JSON.stringify(frame))
    })
  }

  /** The first event of the name that fits, also one that came before. */
  event<Name extends SfuEventName>(
    name: Name,
    fits: (data: SfuEvents[Name]) => boolean = () => true,
  ): Promise<SfuEvents[Name]> {
    return this.until(() => this.all(name).find(fits))
  }

  all<Name extends SfuEventName>(name: Name): SfuEvents[Name][] {
    return this.events.filter(({ event }) => event === name).map(({ data }) => data as SfuEvents[Name])
  }

  /** Waits until `look` finds something; looks again after each frame. */
  until<Value>(look: () => Value | undefined): Promise<Value> {
    return new Promise((resolve) => {
      const watcher = () => {
        const found = look()
        if (found === undefined) return
        this.#watchers.delete(watcher)
        resolve(found)
      }
      this.#watchers.add(watcher)
      watcher()
    })
  }

  /** Ends the socket without a goodbye. */
  cut(): void {
    this.socket.terminate()
  }

  #onFrame(frame: SfuFrame): void {
    if ('welcome' in frame) this.welcome = frame.welcome
    else if ('event' in frame) this.events.push(frame)
    else this.#answers.get(frame.id)?.(frame)
    for (const watcher of [...this.#watchers]) watcher()
  }
}
