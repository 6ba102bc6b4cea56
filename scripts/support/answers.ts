import { once } from 'node:events'
import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { connect } from 'node:net'

const PATIENCE_MS = 2_000

/** Whether an address answers with a success: http, https (a certificate of one's own making is good enough) or redis. */
export function answers(url: string): Promise<boolean> {
  if (url.startsWith('redis:')) return redisAnswers(new URL(url))
  const get = url.startsWith('https:') ? getHttps : getHttp
  return new Promise((resolve) => {
    const request = get(url, { rejectUnauthorized: false, timeout: PATIENCE_MS, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode! >= 200 && response.statusCode! < 300)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

/** One that asks for a password first is there as well; one that still reads its data is not. */
async function redisAnswers({ hostname, port }: URL): Promise<boolean> {
  const socket = connect(Number(port), hostname)
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')))
  try {
    socket.write('PING\r\n')
    const [reply] = (await once(socket, 'data')) as [Buffer]
    return /^(\+PONG|-NOAUTH)/.test(String(reply))
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
