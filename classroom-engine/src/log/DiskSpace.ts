import { statfs } from 'node:fs/promises'

/** Free bytes below which nothing is written any more. */
const RESERVE = 32 << 20
const CHECK_MS = 500
const CHECK_BYTES = 4 << 20

/** Watches the free space under a folder, so that a full disk is met before a write fails. */
export class DiskSpace {
  readonly #free: () => Promise<number>
  #checkedAt = Number.NEGATIVE_INFINITY
  #written = 0

  constructor(folder: string, free = () => freeBytes(folder)) {
    this.#free = free
  }

  /** Throws where there is too little left to write so many bytes. Looks at the disk twice a second and every 4 MB, no more. */
  async mustHold(bytes: number): Promise<void> {
    this.#written += bytes
    const now = performance.now()
    if (now - this.#checkedAt < CHECK_MS && this.#written < CHECK_BYTES) return
    const free = await this.#free()
    if (free < RESERVE + bytes) throw new Error(`only ${Math.floor(free / 2 ** 20)} MB are left on the disk`)
    this.#checkedAt = now
    this.#written = 0
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
