/** What is known of an object without reading it. */
export interface ObjectInfo {
  key: string
  bytes: number
}

/** First and last byte, both included, from 0. */
export interface ByteRange {
  from: number
  to: number
}

/** There is no object of that key. */
export class ObjectNotFoundError extends Error {
  readonly key: string

  constructor(key: string) {
    super(`there is no object ${key}`)
    this.name = 'ObjectNotFoundError'
    this.key = key
  }
}

/** What a read of a store gives; undefined where there is no such object. */
export const ifThere = <T>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (error instanceof ObjectNotFoundError) return undefined
    throw error
  })

/**
 * The store cannot do it now. `full`: there is no room. `refused`: it does not let us (rights, credentials, no such bucket).
 * `unreachable`: it does not answer, or answers that it failed.
 */
export class ObjectStoreError extends Error {
  readonly reason: 'full' | 'refused' | 'unreachable'

  constructor(reason: ObjectStoreError['reason'], doing: string, cause: unknown) {
    super(`the object store is ${reason}: ${doing}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
    this.name = 'ObjectStoreError'
    this.reason = reason
  }
}

/**
 * Where recordings are kept: a folder, or S3. Keys are paths of `A-Z a-z 0-9 . _ -` parts joined by `/`, relative to the store; no part
 * begins with a dot, and no key is a folder of another. Every version passes `objectStoreContract`. Rules [OS1] to [OS8] of SPEC.md.
 * What fails for another reason than that there is no object throws ObjectStoreError.
 */
export interface ObjectStore {
  /** Writes an object whole, in place of what was there; readers see the old one or the new one. Durable when it answers. */
  put(key: string, body: Uint8Array): Promise<void>
  /** Writes an object from parts of any size, without holding it in memory; it is there when this answers, or not at all. */
  putStream(key: string, parts: AsyncIterable<Uint8Array>): Promise<void>
  /** Throws ObjectNotFoundError. A range that ends behind the object gives what there is. */
  get(key: string, range?: ByteRange): Promise<Uint8Array>
  /** Throws ObjectNotFoundError before the first part. Read it to its end, or leave the loop. */
  getStream(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>
  /** Undefined where there is none. */
  head(key: string): Promise<ObjectInfo | undefined>
  /** Objects whose key begins with the prefix, by rising key. */
  list(prefix: string): AsyncIterable<ObjectInfo>
  /** Again is fine. */
  delete(key: string): Promise<void>
  /** Deletes all whose key begins with the prefix, which ends in `/`. Again is fine. */
  deleteAll(prefix: string): Promise<void>
  close(): Promise<void>
}
