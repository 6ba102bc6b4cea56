import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const STOP_MS = 12_000
const POLL_MS = 50

interface Entry {
  name: string
  pid: number
  /** When the process began, in the system's own terms: a process id alone may belong to somebody else by now. */
  began: string
}

/** The child processes of the running supervisor, on disk, so that the next start can end what a killed one left behind. */
export class ProcessRecord {
  readonly #file: string
  readonly #entries = new Map<string, Entry>()

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'processes.json')
  }

  add(name: string, pid: number): void {
    const began = beginning(pid)
    if (began === undefined) return
    this.#entries.set(name, { name, pid, began })
    writeFileSync(`${this.#file}.new`, JSON.stringify([...this.#entries.values()]))
    renameSync(`${this.#file}.new`, this.#file)
  }

  clear(): void {
    this.#entries.clear()
    rmSync(this.#file, { force: true })
  }

  /** Ends the processes of an earlier supervisor that are still there. They have been told to stop already, so they get a moment. */
  async endLeftovers(): Promise<void> {
    const left = this.#read().filter(isAlive)
    for (const { pid } of left) signal(pid, 'SIGTERM')
    const deadline = Date.now() + STOP_MS
    while (left.some(isAlive) && Date.now() < deadline) await delay(POLL_MS)
    for (const entry of left.filter(isAlive)) signal(entry.pid, 'SIGKILL')
    this.clear()
  }

  #read(): Entry[] {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Entry[]
    } catch {
      return []
    }
  }
}

function isAlive({ pid, began }: Entry): boolean {
  return beginning(pid) === began
}

/** When a process began, or undefined if it is gone or only waits to be buried. */
function beginning(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
