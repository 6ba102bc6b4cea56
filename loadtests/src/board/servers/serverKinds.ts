import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { syncPath } from '@lectern/protocol'
import { freePort } from '../../../../scripts/support/freePort.ts'
import { repoRoot } from '../../../../scripts/support/repoRoot.ts'
import { mintToken } from '../../../../scripts/token/mintToken.ts'
import type { ServerKind } from './ServerKind.ts'
import { ServerProcess } from './ServerProcess.ts'

const BOARD = 'board/1'

/** Our engine with everything on; and the others as they come. */
export const serverKinds = (): ServerKind[] => [engine(), yWebsocket(), hocuspocus()]

function engine(): ServerKind {
  const secret = randomBytes(32).toString('hex')
  let folder = ''
  return {
    title: 'Lectern engine',
    does: 'tokens, rights per edit, checks of every edit, log on disk with fsync before anybody hears of it',
    async start(profileDir) {
      const port = await freePort()
      folder = await mkdtemp(join(tmpdir(), 'lectern-bench-'))
      const env = {
        LECTERN_JOIN_SECRET: secret,
        LECTERN_DATA_DIR: folder,
        LECTERN_LOG_LEVEL: 'info',
        LECTERN_ENGINE_PORT: String(port),
      }
      const main = join(repoRoot, 'classroom-engine/src/main.ts')
      return ServerProcess.start({ main, port, env, ready: 'the engine listens', profileDir })
    },
    clean: () => rm(folder, { recursive: true }),
    address(room, person) {
      const token = mintToken({ room, sub: person, name: person, role: 'student', grants: ['draw'] }, secret)
      return { path: `${syncPath(room, BOARD)}?token=${token}`, dialect: 'yWebsocket', document: BOARD }
    },
  }
}

function yWebsocket(): ServerKind {
  const main = packageFile('@y/websocket-server', 'src/server.js')
  return {
    title: `y-websocket server ${versionOf('@y/websocket-server')}`,
    does: 'no tokens, no rights, no checks, nothing kept',
    start: async (profileDir) => startPeer(main, 'running at', profileDir),
    clean: async () => undefined,
    address: (room) => ({ path: `/${room}`, dialect: 'yWebsocket', document: room }),
  }
}

function hocuspocus(): ServerKind {
  const main = fileURLToPath(new URL('hocuspocus/main.ts', import.meta.url))
  return {
    title: `Hocuspocus ${versionOf('@hocuspocus/server')}`,
    does: 'no tokens, no rights, no checks, nothing kept',
    start: async (profileDir) => startPeer(main, 'listening', profileDir),
    clean: async () => undefined,
    address: (room) => ({ path: '/', dialect: 'hocuspocus', document: room }),
  }
}

async function startPeer(main: string, ready: string, profileDir: string | undefined): Promise<ServerProcess> {
  const port = await freePort()
  return ServerProcess.start({ main, port, env: { HOST: '127.0.0.1', PORT: String(port) }, ready, profileDir })
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(packageFile(name, 'package.json'), 'utf8')) as { version: string }).version
}

/** A file of a package, exported or not. */
function packageFile(name: string, path: string): string {
  const { resolve } = createRequire(import.meta.url)
  const found = resolve
    .paths(name)!
    .map((folder) => join(folder, name, path))
    .find((file) => existsSync(file))
  if (!found) throw new Error(`${path} of ${name} is not there`)
  return found
}
