import { type ByteRange, type ObjectInfo, ObjectNotFoundError, type ObjectStore } from '@lectern/recording'

/** What the recorder needs of a store, in memory. */
export class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, Buffer>()

  async put(key: string, body: Uint8Array): Promise<void> {
    this.objects.set(key, Buffer.from(body))
  }

  async putStream(key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    const all: Uint8Array[] = []
    for await (const part of parts) all.push(part)
    await this.put(key, Buffer.concat(all))
  }

  async get(key: string, range?: ByteRange): Promise<Buffer> {
    const object = this.objects.get(key)
    if (!object) throw new ObjectNotFoundError(key)
    return range ? object.subarray(range.from, range.to + 1) : object
  }

  async getStream(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    return (async function* (object: Buffer) {
      yield object
    })(await this.get(key, range))
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const object = this.objects.get(key)
    return object && { key, bytes: object.length }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    for (const [key, { length }] of [...this.objects].sort()) if (key.startsWith(prefix)) yield { key, bytes: length }
  }

  async delete(key: string): Promise<void> {
    this.objects.delete(key)
  }

  async deleteAll(prefix: string): Promise<void> {
    for (const key of [...this.objects.keys()]) if (key.startsWith(prefix)) this.objects.delete(key)
  }

  async close(): Promise<void> {}
}
