import { config } from '../config'
import type { Caller } from './Caller'
import { metrics } from './metrics'
import { mintApiToken } from './mintApiToken'

const TIMEOUT_MS = 15_000

/** Sends one GraphQL request, already in JSON, to the API. Rejects when no answer comes. */
export async function callApi(body: string, caller: Caller): Promise<Response> {
  const { apiCalls, apiSeconds } = metrics()
  const stop = apiSeconds.startTimer()
  try {
    const answer = await post(body, caller)
    apiCalls.inc({ outcome: answer.ok ? 'answered' : 'refused' })
    return answer
  } catch (error) {
    apiCalls.inc({ outcome: 'unreachable' })
    throw error
  } finally {
    stop()
  }
}

async function post(body: string, caller: Caller): Promise<Response> {
  return fetch(new URL('/graphql', config().LECTERN_API_URL), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${await mintApiToken(caller)}`,
      ...(caller.address ? { 'X-Forwarded-For': caller.address } : {}),
    },
    body,
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}
