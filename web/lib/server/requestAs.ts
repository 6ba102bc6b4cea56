import type { TypedDocumentString } from '../../graphql/generated/documents'
import { RequestError } from '../RequestError'
import { readAnswer } from '../readAnswer'
import type { Caller } from './Caller'
import { callApi } from './callApi'
import { log } from './log'

/** Asks the API from the server, for the given caller. Throws a `RequestError`. */
export async function requestAs<Result, Variables>(
  caller: Caller,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  return readAnswer(await answerOf(JSON.stringify({ query: document.toString(), variables }), caller)) as Result
}

async function answerOf(body: string, caller: Caller): Promise<unknown> {
  try {
    const response = await callApi(body, caller)
    return await response.json()
  } catch (error) {
    log().error({ err: error }, 'the api did not answer')
    throw RequestError.unreachable()
  }
}
