import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  SFU_RPC_PATH,
  SFU_RPC_VERSION,
  type SfuAnswer,
  type SfuEvent,
  type SfuFrame,
  type SfuHello,
  type SfuMethod,
  type SfuParams,
  type SfuReply,
} from '@lectern/protocol/sfuRpc'

/** An engine's end of the RPC, without its patience: one socket, no retries. */
export class SfuControl extends EventEmitter<{ event: [event: SfuEvent] }> {
  readonly #socket: WebSocket
  readonly #answers = new Map<string, (answer: SfuAnswer) => void>()

  private constructor(socket: WebSocket) {
    super()
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#handle(JSON.parse(String(data)) as SfuFrame))
  }

  static async connect(port: number, secret: string): Promise<SfuControl> {
    // Node's own WebSocket takes headers, which the types, a browser's, do not know.
    const options = { headers: { authorization: `Bearer ${secret}` } } as unknown as string[]
    const socket = new WebSocket(`ws://127.0.0.1:${port}${SFU_RPC_PATH}`, options)
    await next(socket, 'open')
    const hello: SfuHello = { version: SFU_RPC_VERSION, engineId: 'bench', resume: null }
    socket.send(JSON.stringify(hello))
    await next(socket, 'message')
    return new SfuControl(socket)
  }

  /** Rejects with what the SFU says. */
  call<Method extends SfuMethod>(method: Method, params: SfuParams<Method>): Promise<SfuReply<Method>> {
    const id = randomUUID()
    return new Promise((resolve, reject) => {
      this.#answers.set(id, (answer) => {
        if (answer.ok) resolve(answer.value as SfuReply<Method>)
        else reject(new Error(`${method}: ${answer.error.message}`))
      })
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }

  close(): void {
    this.#socket.close()
  }

  #handle(frame: SfuFrame): void {
    if ('welcome' in frame) return
    if ('event' in frame) {
      this.emit('event', frame)
      return
    }
    this.#answers.get(frame.id)?.(frame)
    this.#answers.delete(frame.id)
  }
}

function next(socket: WebSocket, event: 'open' | 'message'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener(event, () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error('The SFU cannot be reached.')), { once: true })
  })
}
