import { type Database, poolOf } from '@lectern/prisma'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the api counts and measures, one registry per app. */
export function createMetrics(db: Database) {
  const registers = [new Registry()] as const
  collectDefaultMetrics({ register: registers[0], prefix: 'lectern_api_' })
  poolGauge(db, registers[0])
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
    webhookLag: new Histogram({
      name: 'lectern_api_webhook_lag_seconds',
      help: 'Time from what happened in a class until the school knew it.',
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
      registers: [...registers],
    }),
    jobs: new Counter({
      name: 'lectern_api_jobs_total',
      help: 'Tries of work in the background by kind and outcome; again: due once more later, which is no failure.',
      labelNames: ['kind', 'outcome'],
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

function poolGauge(db: Database, registry: Registry): void {
  new Gauge({
    name: 'lectern_api_db_connections',
    help: 'Connections to PostgreSQL by what they do; waiting: queries that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { busy, idle, waiting } = poolOf(db)
      this.set({ state: 'busy' }, busy)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waiting' }, waiting)
    },
  })
}

export type Metrics = ReturnType<typeof createMetrics>
