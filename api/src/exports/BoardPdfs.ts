import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LecternError } from '@lectern/protocol'
import { ifThere, recordingPrefix, storeSettings } from '@lectern/recording'
import type { Services } from '../context.ts'
import { runInStudio } from './studio/runInStudio.ts'
import { workFolder } from './workFolder.ts'

const AT_ONCE = 2
const MOST_WAITING = 10
const LONGEST_MS = 60_000

interface Wanted {
  room: string
  revision: number
  /** Null: as it was at the end. */
  atMs: number | null
  /** What is drawn once stays so: it can be kept. */
  isSealed: boolean
}

/** Draws boards as PDF, few at a time; those of the end are kept in the store, until the recording is edited. */
export class BoardPdfs {
  readonly #services: Services
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(services: Services) {
    this.#services = services
  }

  async get(wanted: Wanted): Promise<Uint8Array> {
    const { store } = this.#services
    const key = `${recordingPrefix(wanted.room)}exports/board-r${wanted.revision}.pdf`
    if (wanted.atMs !== null || !wanted.isSealed) return this.#draw(wanted)
    const kept = await ifThere(store.get(key))
    if (kept) return kept
    const drawn = await this.#draw(wanted)
    await store.put(key, drawn)
    return drawn
  }

  async #draw({ room, revision, atMs }: Wanted): Promise<Uint8Array> {
    await this.#turn()
    const folder = workFolder(this.#services)
    const path = join(folder, `${randomUUID()}.pdf`)
    try {
      await mkdir(folder, { recursive: true })
      const settings = storeSettings(this.#services.config)
      const signal = AbortSignal.timeout(LONGEST_MS)
      await runInStudio({ kind: 'boardPdf', settings, room, revision, atMs, path }, { signal })
      return await readFile(path)
    } finally {
      await rm(path, { force: true })
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= MOST_WAITING) throw new LecternError('RATE_LIMITED', undefined, { retryAfterMs: 5000 })
    while (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#running += 1
  }
}
