import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { UserError } from './UserError.ts'

/** Runs `work` while no other process on this machine runs one under the same key; waits for its turn. */
export async function exclusively<T>(key: string, work: () => Promise<T>): Promise<T> {
  const lock = await waitForLock(key)
  try {
    return await work()
  } finally {
    lock.close()
  }
}

/** Takes the lock or refuses at once with `refusal`. The lock ends with the process, or with `close()`. */
export async function takeLock(key: string, refusal: string): Promise<{ close(): void }> {
  const lock = await tryLock(key)
  if (!lock) throw new UserError(refusal)
  return lock
}

async function waitForLock(key: string): Promise<{ close(): void }> {
  for (;;) {
    const lock = await tryLock(key)
    if (lock) return lock
    await holderGone(key)
  }
}

interface Lock {
  close(): void
}

// An abstract socket has no file that could stay behind: the kernel lets go of it when the process ends, however it ends.
async function tryLock(key: string): Promise<Lock | undefined> {
  if (process.platform !== 'linux') return { close() {} }
  const waiting = new Set<{ destroy(): void }>()
  const server = createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => waiting.delete(socket))
  })
  if (!(await listening(server, address(key)))) return undefined
  server.unref()
  return {
    close() {
      server.close()
      for (const socket of waiting) socket.destroy()
    },
  }
}

function listening(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    server.listen(path, () => resolve(true))
  })
}

async function holderGone(key: string): Promise<void> {
  const socket = connect(address(key))
  socket.on('error', () => socket.destroy())
  socket.resume()
  await once(socket, 'close').catch(() => undefined)
}

function address(key: string): string {
  return `\0lectern-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
}
