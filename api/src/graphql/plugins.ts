import type { ApolloServerPlugin } from '@apollo/server'
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import type { Context } from '../context.ts'
import { costOf, MAX_COST } from './costOf.ts'

// Outside resolvers Apollo hides every error that is not its own kind.
const tooCostly = () =>
  new GraphQLError('The request asks for too much at once. Ask for smaller pages.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  })

const hasSoundVariables = (schema: GraphQLSchema, operation: OperationDefinitionNode, variables: object) =>
  getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables }).errors === undefined

/** Refuses requests that would make us resolve too many fields. */
export const costLimit: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request: { variables = {}, operationName } }) => {
      // Variables that do not fit are refused before anything is resolved, in better words than can be found here.
      if (!operation || !hasSoundVariables(schema, operation, variables)) return
      const cost = costOf({ schema, query: document, variables, operationName: operationName ?? undefined })
      if (cost > MAX_COST) throw tooCostly()
    },
  }),
}

// Not the client's name for the operation: there is no end to those.
function labelOf(operation: OperationDefinitionNode | undefined): string {
  const first = operation?.selectionSet.selections[0]
  if (!operation || first?.kind !== Kind.FIELD) return 'other'
  return `${operation.operation}.${first.name.value}`
}

const codeOf = (errors: readonly GraphQLFormattedError[] | undefined) => String(errors?.[0]?.extensions?.code ?? 'ok')

/** Measures each request. */
export const measure: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue: { metrics } }) => {
    const stop = metrics.graphql.startTimer()
    return {
      willSendResponse: async ({ operation, response: { body } }) => {
        const errors = body.kind === 'single' ? body.singleResult.errors : undefined
        stop({ operation: labelOf(operation), outcome: codeOf(errors) })
      },
    }
  },
}

/** Says in a header, too, when to come back. */
export const retryAfter: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { body, http } }) => {
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : []
      const waits = errors.map(({ extensions }) => Number(extensions?.retryAfterMs ?? 0))
      const longest = Math.max(0, ...waits)
      if (longest > 0) http.headers.set('retry-after', String(Math.ceil(longest / 1000)))
    },
  }),
}
