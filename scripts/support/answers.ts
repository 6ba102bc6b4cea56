import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'

const PATIENCE_MS = 2_000

/** Whether an address answers with a success. A certificate of one's own making is good enough. */
export function answers(url: string): Promise<boolean> {
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
