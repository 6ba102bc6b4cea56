import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Which of these processes has a UDP port of this machine. */
export function pidOnUdpPort(port: number, pids: readonly number[]): number | undefined {
  const inodes = inodesOn(port)
  return pids.find((pid) => socketsOf(pid).some((inode) => inodes.has(inode)))
}

function inodesOn(port: number): Set<string> {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = readFileSync('/proc/net/udp', 'utf8').trim().split('\n').slice(1)
  const cells = rows.map((row) => row.trim().split(/\s+/))
  return new Set(cells.filter((cell) => cell[1]?.endsWith(`:${wanted}`)).map((cell) => cell[9]!))
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => /^socket:\[(\d+)\]$/.exec(linkOf(`${folder}/${name}`))?.[1] ?? [])
}

/** Where a descriptor leads; nowhere once it is closed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
