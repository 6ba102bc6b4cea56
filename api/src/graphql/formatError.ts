import { unwrapResolverError } from '@apollo/server/errors'
import { toWireError } from '@lectern/protocol'
import type { GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { lecternErrorOf } from '../support/lecternErrorOf.ts'
import { hidden } from './hidden.ts'

/** Codes of Apollo for a document or variables that do not fit the schema. */
const CLIENT_CODES = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/** Every error as clients see it: a code of protocol's table and a sentence. */
export const formatError =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted
    const cause = unwrapResolverError(error)
    const known = lecternErrorOf(cause, log)
    if (known) {
      const { message, ...extensions } = toWireError(known)
      return { message, locations, path, extensions }
    }
    if (CLIENT_CODES.has(String(formatted.extensions?.code))) {
      return { message: formatted.message, locations, path, extensions: { code: 'BAD_REQUEST' } }
    }
    return { locations, path, ...hidden(cause, log) }
  }
