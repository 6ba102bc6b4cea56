import { readdirSync, readFileSync } from 'node:fs'

/** CPU time that all threads of these processes have used, in user mode and in the kernel, ms. */
export function cpuMs(pids: readonly number[]): number {
  return pids.flatMap(threadTimes).reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e6
}

function threadTimes(pid: number): number[] {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]))
}
