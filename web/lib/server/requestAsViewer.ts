import type { TypedDocumentString } from '../../graphql/generated/documents'
import { requestAs } from './requestAs'
import { caller } from './viewer'

/** Asks the API while a page is being rendered, as the person who is logged in. Throws a `RequestError`. */
export async function requestAsViewer<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  return requestAs(await caller(), document, variables)
}
