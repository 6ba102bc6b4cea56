import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { MAX_ALIASES, MAX_DEPTH, MAX_FIELDS, MAX_ROOT_FIELDS, queryLimits } from './queryLimits.ts'

const schema = buildSchema('type Query { a: Query b: Int }')
const problems = (document: string) => validate(schema, parse(document), [queryLimits]).map(({ message }) => message)
const nested = (depth: number) => `${'{ a '.repeat(depth - 1)}{ b }${' }'.repeat(depth - 1)}`
const aliased = (count: number) => `{ a { ${Array.from({ length: count }, (_, i) => `x${i}: b`).join(' ')} } }`

test('depth', () => {
  expect(problems(nested(MAX_DEPTH))).toEqual([])
  expect(problems(nested(MAX_DEPTH + 1))).toEqual([expect.stringContaining('levels deep')])
})

test('depth through fragments', () => {
  const half = Math.ceil((MAX_DEPTH + 1) / 2)
  const inner = nested(half).replace(/^\{/, 'fragment F on Query {')
  const outer = nested(half + 1).replace('b', '...F')
  expect(problems(outer + inner)).toEqual([expect.stringContaining('levels deep')])
})

test('aliases', () => {
  expect(problems(aliased(MAX_ALIASES))).toEqual([])
  expect(problems(aliased(MAX_ALIASES + 1))).toEqual([expect.stringContaining('aliases')])
})

test('things at once', () => {
  expect(problems(`{ ${'b '.repeat(MAX_ROOT_FIELDS + 1)}}`)).toEqual([expect.stringContaining('things')])
})

test('fields, without a single alias, through fragments too', () => {
  const document = (count: number) => `{ a { ...F ...F } } fragment F on Query { ${'b '.repeat(count / 2)} }`
  expect(problems(document(MAX_FIELDS - 2))).toEqual([])
  expect(problems(document(MAX_FIELDS))).toEqual([expect.stringContaining('fields')])
})

test('what the schema has no operations of', () => {
  expect(problems('subscription { b }')).toEqual(['There is no subscription here.'])
})

test('fragments that double each other are measured in no time', () => {
  const levels = 200
  const fragments = Array.from({ length: levels }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)
  const document = `{ ...F0 } ${fragments.join(' ')} fragment F${levels} on Query { x: b }`
  expect(problems(document)).toEqual([expect.stringContaining('aliases')])
})

test('fragments in a circle end', () => {
  expect(problems('{ ...F } fragment F on Query { a { ...G } } fragment G on Query { a { ...F } }')).toEqual([])
})

test('asking for the schema is not measured: whether it is allowed is decided elsewhere', () => {
  expect(problems(`{ __schema { types ${'{ ofType '.repeat(12)}{ name }${' }'.repeat(12)} } }`)).toEqual([])
})
