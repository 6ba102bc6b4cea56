import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 10_000_000
const KEPT_FILES = 3
const KEPT_LINES = 30

/** One service's log: JSON lines in a file that is renamed to `.1`, `.2`, … once it is full. Remembers its last lines. */
export class LogFile {
  readonly lastLines: string[] = []
  readonly #path: string
  readonly #maxBytes: number
  #file: number
  #bytes: number

  constructor(path: string, maxBytes = MAX_BYTES) {
    this.#path = path
    this.#maxBytes = maxBytes
    mkdirSync(dirname(path), { recursive: true })
    this.#file = openSync(path, 'a')
    this.#bytes = fstatSync(this.#file).size
  }

  /** Appends a line. What is no JSON is wrapped, so that the whole file is. */
  write(line: string): void {
    this.lastLines.push(readable(line))
    if (this.lastLines.length > KEPT_LINES) this.lastLines.shift()
    const json = line.startsWith('{') ? line : JSON.stringify({ level: 30, time: Date.now(), msg: line })
    if (this.#bytes > this.#maxBytes) this.#rotate()
    try {
      this.#bytes += writeSync(this.#file, `${json}\n`)
    } catch (error) {
      // A full disk must not take the class down with it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }

  close(): void {
    closeSync(this.#file)
  }

  #rotate(): void {
    closeSync(this.#file)
    for (let index = KEPT_FILES - 1; index >= 0; index--) {
      const from = index === 0 ? this.#path : `${this.#path}.${index}`
      renameIfThere(from, `${this.#path}.${index + 1}`)
    }
    this.#file = openSync(this.#path, 'a')
    this.#bytes = 0
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
