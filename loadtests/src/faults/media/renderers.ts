import { readdirSync, readFileSync } from 'node:fs'

/** Processes that run pages of the browsers that this process started. */
export function renderers(): number[] {
  return descendants(process.pid).filter((pid) => textOf(`/proc/${pid}/cmdline`).includes('--type=renderer'))
}

function descendants(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) => textOf(`/proc/${pid}/task/${thread}/children`).split(' '))
  const pids = children.filter(Boolean).map(Number)
  return [...pids, ...pids.flatMap(descendants)]
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Nothing of a process that has just ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}
