import type { WebSocket } from 'ws'
import { LinkToFollower, type LinkToFollowerOptions } from './LinkToFollower.ts'

/** The links of engines whose clients are in rooms that this engine leads. */
export class FollowerLinks {
  readonly #options: Omit<LinkToFollowerOptions, 'onClosed'>
  readonly #links = new Set<LinkToFollower>()

  constructor(options: Omit<LinkToFollowerOptions, 'onClosed'>) {
    this.#options = options
  }

  get size(): number {
    return this.#links.size
  }

  /** Takes a socket of an engine that knows the secret. */
  accept(webSocket: WebSocket): void {
    const link = new LinkToFollower(webSocket, { ...this.#options, onClosed: () => this.#links.delete(link) })
    this.#links.add(link)
  }

  /** Once to each engine that has a socket at the topic. */
  publish(topic: string, frame: Uint8Array): void {
    for (const link of this.#links) link.publish(topic, frame)
  }

  roomMoved(room: string): void {
    for (const link of this.#links) link.roomMoved(room)
  }

  close(): void {
    for (const link of this.#links) link.close()
  }
}
