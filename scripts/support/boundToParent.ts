import { existsSync } from 'node:fs'

const SETPRIV = '/usr/bin/setpriv'

/** The command that runs `command` so that the kernel sends it `signal` when this process ends, even by SIGKILL. Linux only. */
export function boundToParent(command: string[], signal: 'TERM' | 'INT' = 'TERM'): string[] {
  return existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', signal, '--', ...command] : command
}
