import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { isOpenTo, type Owner } from './owner.ts'

// Bits of CapEff in /proc/self/status. Either lets a program pass a folder that is closed to it; containers often have only the second.
const PASSES_FOLDERS = [
  { capability: 'dac_read_search', bit: 2n },
  { capability: 'dac_override', bit: 1n },
]

function heldCapability(): string {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'
  const held = PASSES_FOLDERS.find(({ bit }) => (BigInt(`0x${effective}`) >> bit) & 1n)
  if (!held)
    throw new Error(
      'PostgreSQL cannot reach its folder, which is closed to all but root. Move Lectern, for example to /srv.',
    )
  return held.capability
}

/** Whom a program becomes, as arguments of setpriv. */
function becoming({ uid, gid }: NonNullable<Owner>): string[] {
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
}

// A checkout under /root is closed to everyone but root; this right, and no other, lets PostgreSQL walk into it.
function throughClosedFolders(): string[] {
  const capability = heldCapability()
  // Without the securebit, access(2) ignores capabilities of whoever is not root, and PostgreSQL asks it about its own programs.
  return ['--securebits=+no_setuid_fixup', `--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
}

export interface Run {
  program: string
  args: string[]
  owner: Owner
  /** Paths that the program must reach. */
  reaches: string[]
}

/** Starts a program as `owner`, away from the terminal's Ctrl-C. On Linux it is told to stop when we end, even by SIGKILL. */
export function runAs({ program, args, owner, reaches }: Run): ChildProcess {
  const options: SpawnOptions = {
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  }
  if (process.platform !== 'linux') return spawn(program, args, { ...options, ...owner })
  const open = !owner || [program, ...reaches].every((path) => isOpenTo(path, owner))
  const rights = [...(owner ? becoming(owner) : []), ...(open ? [] : throughClosedFolders())]
  return spawn('setpriv', ['--pdeathsig=INT', ...rights, '--', program, ...args], options)
}
