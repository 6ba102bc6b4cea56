import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

interface Running {
  command: string
  parent: number
}

function look(pid: number): Running | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state === 'Z') return null
      return { command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), parent: Number(parent) }
    }
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const space = line.indexOf(' ')
    return { command: line.slice(space + 1), parent: Number(line.slice(0, space)) }
  } catch {
    return null
  }
}

const isNode = (pid: number) => /\bnode(js)?\b/.test(look(pid)?.command.split(' ')[0] ?? '')

async function ended(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  // There is no event for the end of a process that is not one's own child.
  while (Date.now() < deadline) {
    if (!look(pid)) return true
    await new Promise((wake) => setTimeout(wake, 50))
  }
  return false
}

/**
 * Clears what an earlier run left in the data folder: a server whose starter was killed is stopped, and a lock file whose
 * process is gone (or has become another program) is removed.
 *
 * @throws where a server is in use by a running Lectern
 */
export async function clearLeftover(dataDir: string): Promise<void> {
  const lock = join(dataDir, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
  const running = look(pid)
  if (!running?.command.includes(dataDir)) return rm(lock, { force: true })
  if (isNode(running.parent)) {
    throw new Error(`${dataDir} is in use by a running Lectern (process ${running.parent}). Stop that one first.`)
  }
  process.kill(pid, 'SIGINT')
  if (!(await ended(pid, 20_000)))
    throw new Error(`An earlier PostgreSQL (process ${pid}) does not stop. Stop it by hand.`)
}
