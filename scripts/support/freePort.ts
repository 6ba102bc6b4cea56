import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A free port below those that the system hands out for outgoing connections: clients that call at a dead port of that range can
 * end up connected to themselves, and hold it. Not port 0 for an engine: uWS makes such a port unfit to be listened on again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 18_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
