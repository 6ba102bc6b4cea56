import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'

export interface ServedPage {
  origin: string
  close(): Promise<void>
}

/** Bundles the page and serves it on a free port. */
export async function servePage(): Promise<ServedPage> {
  const outDir = await mkdtemp(join(tmpdir(), 'lectern-media-page-'))
  const root = join(import.meta.dirname, 'page')
  const shared = { configFile: false, root, logLevel: 'error' } as const
  await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'es2024' } })
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const { port } = server.httpServer.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
