import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'

export interface ServedPage {
  origin: string
  close(): Promise<void>
}

/** Bundles the page and serves it on a free port. */
export async function servePage(): Promise<ServedPage> {
  const root = join(import.meta.dirname, 'page')
  const made = await build({ configFile: false, root, logLevel: 'error', build: { write: false, target: 'es2024' } })
  const files = new Map((made as Rolldown.RolldownOutput).output.map((file) => [`/${file.fileName}`, file]))
  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url === '/' ? '/index.html' : url)
    if (!file) return response.writeHead(404).end()
    const type = file.fileName.endsWith('.js') ? 'text/javascript' : 'text/html'
    return response.writeHead(200, { 'content-type': type }).end(file.type === 'chunk' ? file.code : file.source)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
