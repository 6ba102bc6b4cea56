import {
  closeSync,
  copyFileSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { StringDecoder } from 'node:string_decoder'

const MAX_BYTES = 10_000_000
const KEPT_FILES = 3
const CHECK_MS = 30_000
const FOLLOW_MS = 200

/**
 * One service's log file. The service writes into it by itself, through `fd`: a pipe to the supervisor would break with the
 * supervisor, and a logger that cannot write keeps its process from ending. A full file is put aside as `.1`, `.2`, ….
 */
export class LogFile {
  /** Open for appending; a child may have it as its standard output. */
  readonly fd: number
  readonly #path: string
  readonly #maxBytes: number
  readonly #timers: NodeJS.Timeout[] = []

  constructor(path: string, maxBytes = MAX_BYTES) {
    this.#path = path
    this.#maxBytes = maxBytes
    mkdirSync(dirname(path), { recursive: true })
    this.fd = openSync(path, 'a+')
    this.#every(CHECK_MS, () => this.rotateIfFull())
  }

  get size(): number {
    return fstatSync(this.fd).size
  }

  /** Appends a line of the supervisor's own, or of a program that does not write JSON. */
  write(line: string): void {
    try {
      writeSync(this.fd, `${JSON.stringify({ level: 30, time: Date.now(), msg: line })}\n`)
    } catch (error) {
      // A full disk must not take the class down with it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }

  /** The last `count` lines after a place in the file, for human eyes. */
  lastLines(count: number, from = 0): string[] {
    const { text } = this.#read(from)
    return text.split('\n').filter(Boolean).slice(-count).map(readable)
  }

  /** Calls `onLine` with each line that is written from now on, for human eyes. */
  follow(onLine: (line: string) => void): void {
    const decoder = new StringDecoder()
    let at = this.size
    let rest = ''
    this.#every(FOLLOW_MS, () => {
      const { bytes, end } = this.#read(at)
      at = end
      const lines = (rest + decoder.write(bytes)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines.filter(Boolean)) onLine(readable(line))
    })
  }

  /** Copies and empties: the writer keeps its open file, so it cannot be given another one. */
  rotateIfFull(): void {
    if (this.size <= this.#maxBytes) return
    for (let index = KEPT_FILES - 1; index >= 1; index--)
      renameIfThere(`${this.#path}.${index}`, `${this.#path}.${index + 1}`)
    copyFileSync(this.#path, `${this.#path}.1`)
    ftruncateSync(this.fd, 0)
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer)
    closeSync(this.fd)
  }

  #every(ms: number, work: () => void): void {
    this.#timers.push(setInterval(work, ms).unref())
  }

  #read(from: number): { bytes: Buffer; text: string; end: number } {
    const end = this.size
    const start = from > end ? 0 : from
    const bytes = Buffer.alloc(end - start)
    readSync(this.fd, bytes, 0, bytes.length, start)
    return { bytes, text: bytes.toString(), end }
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** A log line for human eyes: the message of a JSON line with its error, or the line itself. */
export function readable(line: string): string {
  try {
    const { msg, err, error } = JSON.parse(line) as {
      msg?: string
      err?: { stack?: string; message?: string }
      error?: unknown
    }
    const cause = err?.stack ?? err?.message ?? error
    return [msg, cause].filter(Boolean).map(String).join(': ') || line
  } catch {
    return line
  }
}
