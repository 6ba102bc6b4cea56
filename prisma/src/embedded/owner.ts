import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Who runs PostgreSQL: null for the present user. */
export type Owner = { uid: number; gid: number } | null

const SYSTEM_USER = 'lectern'

function userNamed(name: string): Owner {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  if (!line) return null
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function makeSystemUser(): Owner {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER], {
      stdio: 'pipe',
    })
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root, and the user "${SYSTEM_USER}" could not be made (${(error as Error).message.trim()}). Start Lectern as an ordinary user.`,
    )
  }
  return userNamed(SYSTEM_USER)
}

/** PostgreSQL refuses to run as root, so root hands it to the data's present owner or to a user without rights. */
export function ownerOf(dataDir: string): Owner {
  if (process.getuid?.() !== 0) return null
  if (existsSync(dataDir)) {
    const { uid, gid } = statSync(dataDir)
    if (uid !== 0) return { uid, gid }
  }
  return userNamed(SYSTEM_USER) ?? userNamed('postgres') ?? makeSystemUser()
}

/** Whether people other than root can walk down to a path. */
export function isOpenTo(path: string, { uid }: { uid: number }): boolean {
  const parent = dirname(resolve(path))
  const { mode, uid: parentOwner } = statSync(parent)
  const passable = parentOwner === uid ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0
  return passable && (parent === dirname(parent) || isOpenTo(parent, { uid }))
}
