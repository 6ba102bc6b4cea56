import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { installPackages } from '../../../scripts/native/apt.ts'
import { cacheDir } from '../../../scripts/support/cacheDir.ts'
import { programExists, run } from '../../../scripts/support/run.ts'

const SOURCE = new URL('./faultyDisk.c', import.meta.url).pathname

/** A disk, for the processes that are started with its `env`, which can be made slow or full at any moment. Linux only. */
export class FaultyDisk {
  /** What is to be on the disk. */
  readonly folder: string
  readonly env: Record<string, string>
  readonly #control: string
  readonly #state = { slowMs: 0, full: 0 }

  private constructor(folder: string, library: string) {
    this.folder = folder
    this.#control = join(folder, 'control')
    const data = join(folder, 'data')
    this.env = { LD_PRELOAD: library, FAULTY_DISK_CONTROL: this.#control, FAULTY_DISK_FOLDER: data }
  }

  static async make(): Promise<FaultyDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'lectern-disk-'))
    const disk = new FaultyDisk(folder, await library())
    await mkdir(disk.dataFolder)
    await disk.#tell()
    return disk
  }

  get dataFolder(): string {
    return join(this.folder, 'data')
  }

  /** From now on each fsync takes so much longer. */
  async slow(ms: number): Promise<void> {
    this.#state.slowMs = ms
    await this.#tell()
  }

  /** `nearly`: there is next to no room left. `wholly`: writes fail as well. */
  async fill(how: 'not' | 'nearly' | 'wholly'): Promise<void> {
    this.#state.full = ['not', 'nearly', 'wholly'].indexOf(how)
    await this.#tell()
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true })
  }

  /** Processes hold the file in memory: it must stay the same one. */
  async #tell(): Promise<void> {
    const { slowMs, full } = this.#state
    const file = await open(this.#control, existsSync(this.#control) ? 'r+' : 'w')
    await file.write(new Uint8Array(new Int32Array([slowMs, full]).buffer), 0, 8, 0)
    await file.close()
  }
}

/** The compiled library, made once per version of its source. */
async function library(): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(SOURCE))
    .digest('hex')
    .slice(0, 12)
  const target = join(cacheDir(), `faulty-disk-${version}.so`)
  if (existsSync(target)) return target
  if (!(await programExists('gcc'))) await installPackages(['gcc', 'libc6-dev'], 'compiles a disk with faults')
  await mkdir(dirname(target), { recursive: true })
  const fresh = `${target}.${process.pid}`
  await run('gcc', ['-shared', '-fPIC', '-O2', '-o', fresh, SOURCE])
  await rename(fresh, target)
  return target
}
