import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string | undefined
  url: string | undefined
  authorization: string | undefined
}

/** Stands in for the engine's HTTP side: answers with the given statuses in turn, the last one for good. */
export async function fakeEngine(...statuses: number[]) {
  const asked: Asked[] = []
  const events = new EventEmitter()
  const server = createServer(({ method, url, headers: { authorization } }, response) => {
    asked.push({ method, url, authorization })
    response.writeHead(statuses.length > 1 ? statuses.shift()! : statuses[0]!).end()
    events.emit('asked')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Resolves once the engine has been asked so often. */
    askedTimes: async (times: number) => {
      while (asked.length < times) await once(events, 'asked')
    },
    answerWith: (status: number) => {
      statuses.splice(0, statuses.length, status)
    },
    close: () => server.close(),
  }
}
