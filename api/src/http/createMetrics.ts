import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the api counts and measures, one registry per app. */
export function createMetrics() {
  const registers = [new Registry()] as const
  collectDefaultMetrics({ register: registers[0], prefix: 'lectern_api_' })
  return {
    registry: registers[0],
    graphql: new Histogram({
      name: 'lectern_api_graphql_seconds',
      help: 'Duration of GraphQL requests by their first field.',
      labelNames: ['operation', 'outcome'],
      buckets: SECONDS,
      registers: [...registers],
    }),
    webhooks: new Counter({
      name: 'lectern_api_webhooks_total',
      help: 'Webhooks of the engine by outcome.',
      labelNames: ['outcome'],
      registers: [...registers],
    }),
    logIns: new Counter({
      name: 'lectern_api_log_ins_total',
      help: 'Log-ins with a password by outcome.',
      labelNames: ['outcome'],
      registers: [...registers],
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
