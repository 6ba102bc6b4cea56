import type { TypedDocumentString } from '../graphql/generated/documents'
import { RequestError } from './RequestError'
import { readAnswer } from './readAnswer'

/**
 * Asks the API from the browser, through the web service, as the person who is logged in.
 * Throws a `RequestError`.
 */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const body = await send(JSON.stringify({ query: document.toString(), variables }), signal)
  return readAnswer(body) as Result
}

async function send(body: string, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    const response = await fetch('/api/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      signal,
    })
    return await response.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw RequestError.unreachable()
  }
}
