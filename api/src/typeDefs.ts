import { readFileSync } from 'node:fs'

const DOMAINS = ['root', 'users', 'courses', 'enrolments', 'sessions', 'attendance', 'recordings', 'debug'] as const

/** The SDL of every domain folder, in the order in which it is printed. */
export const typeDefs = DOMAINS.map((domain) =>
  readFileSync(new URL(`./${domain}/schema.graphql`, import.meta.url), 'utf8'),
)
