import { type ByteRange, type ObjectInfo, ObjectNotFoundError, type ObjectStore } from '../../src/store/ObjectStore.ts'
import { folderParts, keyParts, prefixParts } from '../../src/store/objectKey.ts'

/** Objects in memory, for tests that look at every one of them. */
export class MemoryObjectStore implements ObjectStore {
  readonly objects = new Map<string, Uint8Array>()
  /** Called before each change, and after it. */
  onWrite: (when: 'before' | 'after') => void = () => undefined

  async put(key: string, body: Uint8Array): Promise<void> {
    this.#write(() => this.objects.set(keyParts(key).join('/'), body.slice()))
  }

  async putStream(key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    keyParts(key)
    const all: Uint8Array[] = []
    for await (const part of parts) all.push(part.slice())
    this.#write(() => this.objects.set(key, new Uint8Array(Buffer.concat(all))))
  }

  async get(key: string, range?: ByteRange): Promise<Uint8Array> {
    const body = this.objects.get(keyParts(key).join('/'))
    if (!body) throw new ObjectNotFoundError(key)
    return range ? body.slice(range.from, range.to + 1) : body.slice()
  }

  async getStream(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const body = await this.get(key, range)
    return (async function* () {
      if (body.length > 0) yield body
    })()
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const body = this.objects.get(keyParts(key).join('/'))
    return body && { key, bytes: body.length }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    prefixParts(prefix)
    for (const key of [...this.objects.keys()].sort()) {
      if (key.startsWith(prefix)) yield { key, bytes: this.objects.get(key)!.length }
    }
  }

  async delete(key: string): Promise<void> {
    keyParts(key)
    this.#write(() => this.objects.delete(key))
  }

  async deleteAll(prefix: string): Promise<void> {
    folderParts(prefix)
    for (const key of [...this.objects.keys()]) {
      if (key.startsWith(prefix)) this.#write(() => this.objects.delete(key))
    }
  }

  async close(): Promise<void> {}

  #write(change: () => void): void {
    this.onWrite('before')
    change()
    this.onWrite('after')
  }
}
