import { makeExecutableSchema } from '@graphql-tools/schema'
import { printSchema } from 'graphql'
import { typeDefs } from './typeDefs.ts'

/** The schema as it is committed in api/schema.graphql. */
export const printedSchema = () => `${printSchema(makeExecutableSchema({ typeDefs }))}\n`
