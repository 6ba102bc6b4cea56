import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadGroup } from './LoadGroup.ts'

type Method = 'open' | 'start' | 'mark' | 'settled' | 'contents' | 'close'

export interface LoadRequest {
  id: number
  method: Method
  input: unknown
}

export type LoadReply = { id: number; value: unknown } | { id: number; error: string }

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

/** A `LoadGroup` in a process of its own. */
export class LoadProcess {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #calls = 0

  constructor() {
    this.#child = fork(MAIN, { serialization: 'advanced' })
    this.#child.on('message', (reply: LoadReply) => this.#answered(reply))
    this.#child.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the process of the clients ended'))
    })
  }

  call<M extends Method>(method: M, ...[input]: Parameters<LoadGroup[M]>): ReturnType<LoadGroup[M]> {
    this.#calls += 1
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(this.#calls, waiting)
    this.#child.send({ id: this.#calls, method, input } satisfies LoadRequest)
    return waiting.promise as ReturnType<LoadGroup[M]>
  }

  end(): void {
    this.#child.disconnect()
  }

  #answered(reply: LoadReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting?.reject(new Error(reply.error))
    else waiting?.resolve(reply.value)
  }
}
