import type { Publisher } from '../room/RoomDocument.ts'

/** A socket that gets what is published under a topic. */
interface Reader {
  /** Ends it where it does not read. */
  checkReading(): void
}

interface Topic {
  readers: Map<number, Reader>
  uncheckedBytes: number
}

/** Bytes after which slow readers are looked for: no reader can fall behind by more between two looks. */
const CHECK_BYTES = 256 * 1024

/** What a leader publishes, passed on to the sockets that are here. */
export class RelayedTopics {
  readonly #publisher: Publisher
  readonly #topics = new Map<string, Topic>()
  readonly #topicOf = new Map<number, string>()

  constructor(publisher: Publisher) {
    this.#publisher = publisher
  }

  join(name: string, connection: number, reader: Reader): void {
    const topic = this.#topics.get(name) ?? { readers: new Map(), uncheckedBytes: 0 }
    this.#topics.set(name, topic)
    topic.readers.set(connection, reader)
    this.#topicOf.set(connection, name)
  }

  leave(connection: number): void {
    const name = this.#topicOf.get(connection)
    if (name === undefined) return
    this.#topicOf.delete(connection)
    const readers = this.#topics.get(name)?.readers
    readers?.delete(connection)
    if (readers?.size === 0) this.#topics.delete(name)
  }

  publish(name: string, frame: Uint8Array): void {
    const topic = this.#topics.get(name)
    if (!topic) return
    this.#publisher.publish(name, frame)
    topic.uncheckedBytes += frame.length
    if (topic.uncheckedBytes < CHECK_BYTES) return
    topic.uncheckedBytes = 0
    for (const reader of [...topic.readers.values()]) reader.checkReading()
  }
}
