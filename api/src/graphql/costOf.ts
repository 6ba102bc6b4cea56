import type { DocumentNode, GraphQLSchema } from 'graphql'
import { getNamedType, getNullableType, isListType } from 'graphql'
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity'

export const MAX_COST = 5_000
/** Rows that a list without a stated size is reckoned to have. */
const LIST_SIZE = 20

function rows({ type, field, args }: ComplexityEstimatorArgs): number {
  if (typeof args.first === 'number') return Math.max(1, args.first)
  // A page's rows were counted where the page was asked for.
  const isPage = type.name.endsWith('Connection')
  return isListType(getNullableType(field.type)) && !isPage ? LIST_SIZE : 1
}

const estimate = (field: ComplexityEstimatorArgs) => {
  if (getNamedType(field.field.type).name.startsWith('__')) return 0
  return 1 + rows(field) * field.childComplexity
}

export interface Asked {
  schema: GraphQLSchema
  query: DocumentNode
  variables: Record<string, unknown>
  operationName: string | undefined
}

/** Fields that a request may make us resolve, at most. */
export const costOf = (asked: Asked): number => getComplexity({ ...asked, estimators: [estimate] })
