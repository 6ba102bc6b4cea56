import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import {
  type ByteRange,
  type ObjectInfo,
  ObjectNotFoundError,
  type ObjectStore,
  ObjectStoreError,
} from './ObjectStore.ts'
import { folderParts, keyParts, prefixParts } from './objectKey.ts'
import type { S3Settings } from './storeSettings.ts'

const ATTEMPTS = 5
const CONNECTION_MS = 5000
/** Without a byte for so long, a request counts as failed. */
const SILENCE_MS = 30_000
/** A multipart upload has at most 10,000 parts: objects of up to 80 GB. */
const PART_BYTES = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2
const DELETED_AT_ONCE = 500

/** Objects in a bucket of S3, or of anything that speaks as S3 does. */
export class S3ObjectStore implements ObjectStore {
  readonly #s3: S3Client
  readonly #bucket: string
  /** Empty, or ends in a slash. */
  readonly #prefix: string

  constructor({ bucket, endpoint, region, prefix, credentials }: S3Settings) {
    this.#bucket = bucket
    this.#prefix = prefix === '' ? '' : `${keyParts(prefix).join('/')}/`
    this.#s3 = new S3Client({
      region,
      // Other servers than Amazon's seldom have a host name for every bucket.
      ...(endpoint && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      maxAttempts: ATTEMPTS,
      requestHandler: { connectionTimeout: CONNECTION_MS, socketTimeout: SILENCE_MS },
      // Servers other than Amazon's do not all know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  async put(key: string, body: Uint8Array): Promise<void> {
    const command = new PutObjectCommand({ ...this.#address(key), Body: body })
    await this.#s3.send(command).catch(fail(`writing ${key}`))
  }

  async putStream(key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    const body = Readable.from(parts)
    // What the parts fail with is not the store's fault.
    let fault: Error | undefined
    body.once('error', (error) => {
      fault = error
    })
    const params = { ...this.#address(key), Body: body }
    const upload = new Upload({ client: this.#s3, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE })
    await upload.done().catch((error: unknown) => {
      throw fault ?? fail(`writing ${key}`)(error)
    })
  }

  async get(key: string, range?: ByteRange): Promise<Uint8Array> {
    const answer = await this.#open(key, range)
    if (!answer?.Body) return new Uint8Array(0)
    return answer.Body.transformToByteArray().catch(fail(`reading ${key}`))
  }

  async getStream(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const answer = await this.#open(key, range)
    return read(key, answer?.Body as Readable | undefined)
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const command = new HeadObjectCommand(this.#address(key))
    try {
      const { ContentLength = 0 } = await this.#s3.send(command)
      return { key, bytes: ContentLength }
    } catch (error) {
      if (isMissing(error)) return undefined
      return fail(`looking for ${key}`)(error)
    }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    prefixParts(prefix)
    let after: string | undefined
    do {
      const query = { Bucket: this.#bucket, Prefix: `${this.#prefix}${prefix}`, ContinuationToken: after }
      const page = await this.#s3.send(new ListObjectsV2Command(query)).catch(fail(`listing ${prefix}`))
      for (const { Key = '', Size = 0 } of page.Contents ?? []) {
        yield { key: Key.slice(this.#prefix.length), bytes: Size }
      }
      after = page.NextContinuationToken
    } while (after)
  }

  async delete(key: string): Promise<void> {
    await this.#s3.send(new DeleteObjectCommand(this.#address(key))).catch(fail(`deleting ${key}`))
  }

  async deleteAll(prefix: string): Promise<void> {
    folderParts(prefix)
    let batch: string[] = []
    for await (const { key } of this.list(prefix)) {
      batch.push(key)
      if (batch.length < DELETED_AT_ONCE) continue
      await this.#deleteEach(batch)
      batch = []
    }
    if (batch.length > 0) await this.#deleteEach(batch)
  }

  async close(): Promise<void> {
    this.#s3.destroy()
  }

  #address(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${keyParts(key).join('/')}` }
  }

  /** Undefined where the object is there, but ends before the range begins. */
  async #open(key: string, range?: ByteRange): Promise<GetObjectCommandOutput | undefined> {
    const part = range && { Range: `bytes=${range.from}-${range.to}` }
    const command = new GetObjectCommand({ ...this.#address(key), ...part })
    try {
      return await this.#s3.send(command)
    } catch (error) {
      if (isMissing(error)) throw new ObjectNotFoundError(key)
      if (statusOf(error) === 416) return undefined
      return fail(`reading ${key}`)(error)
    }
  }

  async #deleteEach(keys: string[]): Promise<void> {
    const Objects = keys.map((key) => ({ Key: `${this.#prefix}${key}` }))
    const command = new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } })
    const { Errors: [first] = [] } = await this.#s3.send(command).catch(fail('deleting'))
    if (first) throw new ObjectStoreError('refused', `deleting ${first.Key}`, first.Message)
  }
}

async function* read(key: string, body: Readable | undefined): AsyncIterable<Uint8Array> {
  if (!body) return
  try {
    for await (const part of body) yield part as Uint8Array
  } catch (error) {
    fail(`reading ${key}`)(error)
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined

function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket'
}

function fail(doing: string): (error: unknown) => never {
  return (error) => {
    const status = statusOf(error)
    // 507 is what servers with disks of their own answer when these are full.
    const isFull = status === 507 || (error as Error).name === 'XMinioStorageFull'
    const isRefused = status !== undefined && status >= 400 && status < 500 && status !== 429 && status !== 408
    throw new ObjectStoreError(isFull ? 'full' : isRefused ? 'refused' : 'unreachable', doing, error)
  }
}
