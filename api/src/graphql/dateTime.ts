import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'

// Date.parse takes far more, and reads what names no zone as local time.
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

function parse(value: unknown): Date {
  const at = typeof value === 'string' && ISO.test(value) ? new Date(value) : null
  if (!at || Number.isNaN(at.getTime())) {
    throw new GraphQLError('A time looks like 2026-03-01T09:30:00.000Z.', { extensions: { code: 'BAD_USER_INPUT' } })
  }
  return at
}

export const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
})
