import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { threadId } from 'node:worker_threads'
import {
  type ByteRange,
  type ObjectInfo,
  ObjectNotFoundError,
  type ObjectStore,
  ObjectStoreError,
} from './ObjectStore.ts'
import { folderParts, keyParts, prefixParts } from './objectKey.ts'

/** Where objects grow until they are whole: beside them, so that a rename is enough; no key leads there. */
const UNFINISHED = '.unfinished'
/** Nobody writes to one object for so long, ms. */
const ABANDONED_MS = 24 * 3600 * 1000
const HOST = encodeURIComponent(hostname())

let unfinishedCount = 0

/** Objects as files under a folder, which any number of processes may use at once. */
export class FolderObjectStore implements ObjectStore {
  readonly #root: string

  private constructor(root: string) {
    this.#root = root
  }

  /** Makes the folder where it is missing, and clears away what processes that died left unfinished. */
  static async open(root: string): Promise<FolderObjectStore> {
    await mkdir(join(root, UNFINISHED), { recursive: true }).catch(fail('making its folder'))
    await clearUnfinished(join(root, UNFINISHED)).catch(fail('clearing up'))
    return new FolderObjectStore(root)
  }

  put(key: string, body: Uint8Array): Promise<void> {
    return this.putStream(key, only(body))
  }

  async putStream(key: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
    const path = this.#pathOf(key)
    unfinishedCount += 1
    const unfinished = join(this.#root, UNFINISHED, `${process.pid}.${threadId}-${unfinishedCount}.${HOST}`)
    try {
      await writeDurably(unfinished, parts)
      await this.#putInPlace(unfinished, path).catch(fail(`writing ${key}`))
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw error
    }
  }

  async get(key: string, range?: ByteRange): Promise<Uint8Array> {
    const path = this.#pathOf(key)
    if (!range) return readFile(path).catch(missing(key))
    const file = await open(path).catch(missing(key))
    try {
      return await readRange(file, range)
    } catch (error) {
      return missing(key)(error)
    } finally {
      await file.close()
    }
  }

  async getStream(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    if (!(await this.head(key))) throw new ObjectNotFoundError(key)
    return this.#read(key, range)
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    const path = this.#pathOf(key)
    try {
      const found = await stat(path)
      return found.isFile() ? { key, bytes: found.size } : undefined
    } catch (error) {
      if (isMissing(error)) return undefined
      return fail(`looking for ${key}`)(error)
    }
  }

  async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const { folders, name } = prefixParts(prefix)
    yield* this.#listFolder(join(this.#root, ...folders), name)
  }

  async delete(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true }).catch(ignoreMissing(`deleting ${key}`))
  }

  async deleteAll(prefix: string): Promise<void> {
    const folder = join(this.#root, ...folderParts(prefix))
    await rm(folder, { recursive: true, force: true }).catch(ignoreMissing(`deleting ${prefix}`))
  }

  async close(): Promise<void> {}

  #pathOf(key: string): string {
    return join(this.#root, ...keyParts(key))
  }

  async #putInPlace(unfinished: string, path: string): Promise<void> {
    const made = await mkdir(dirname(path), { recursive: true })
    await rename(unfinished, path).catch(async (error: unknown) => {
      // Somebody deleted the folder in this very moment.
      if (!isMissing(error)) throw error
      await mkdir(dirname(path), { recursive: true })
      await rename(unfinished, path)
    })
    await syncFolder(dirname(path))
    if (made) for (let each = dirname(path); each !== this.#root; each = dirname(each)) await syncFolder(dirname(each))
  }

  async *#read(key: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    const options = range ? { start: range.from, end: Math.max(range.from, range.to) } : {}
    try {
      for await (const part of createReadStream(this.#pathOf(key), options)) yield part as Uint8Array
    } catch (error) {
      missing(key)(error)
    }
  }

  async *#listFolder(folder: string, begin: string): AsyncIterable<ObjectInfo> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      return fail('listing')(error)
    })
    // A folder sorts by the keys in it, which go on with a slash.
    const named = entries.map((entry) => ({ entry, name: entry.isDirectory() ? `${entry.name}/` : entry.name }))
    const sought = named.filter(({ name }) => name.startsWith(begin) && !name.startsWith('.'))
    for (const { entry } of sought.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) yield* this.#listFolder(path, '')
      else yield* this.#listFile(path)
    }
  }

  async *#listFile(path: string): AsyncIterable<ObjectInfo> {
    const info = await this.head(relative(this.#root, path).split(sep).join('/'))
    if (info) yield info
  }
}

async function writeDurably(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx').catch(fail('making a file'))
  try {
    for await (const part of parts) await file.writeFile(part).catch(fail('writing'))
    await file.sync().catch(fail('writing'))
  } finally {
    await file.close()
  }
}

async function* only(body: Uint8Array): AsyncIterable<Uint8Array> {
  yield body
}

async function readRange(file: FileHandle, { from, to }: ByteRange): Promise<Uint8Array> {
  const { size } = await file.stat()
  const bytes = new Uint8Array(Math.max(0, Math.min(to + 1, size) - from))
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at)
    if (bytesRead === 0) return bytes.subarray(0, at)
    at += bytesRead
  }
  return bytes
}

/** So that a rename is on the disk, and not only in memory. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && (isOfTheDead(name) || Date.now() - found.mtimeMs > ABANDONED_MS)) await rm(path, { force: true })
  }
}

/** Whether its writer was a process of this machine that is gone. */
function isOfTheDead(name: string): boolean {
  const [pid, , ...host] = name.split('.')
  if (host.join('.') !== HOST) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')
}

function fail(doing: string): (error: unknown) => never {
  return (error) => {
    const code = codeOf(error) ?? ''
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const isRefused = code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
    throw new ObjectStoreError(isFull ? 'full' : isRefused ? 'refused' : 'unreachable', doing, error)
  }
}

function missing(key: string): (error: unknown) => never {
  return (error) => {
    if (isMissing(error)) throw new ObjectNotFoundError(key)
    return fail(`reading ${key}`)(error)
  }
}

function ignoreMissing(doing: string): (error: unknown) => void {
  return (error) => {
    if (!isMissing(error)) fail(doing)(error)
  }
}
