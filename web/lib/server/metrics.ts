import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = {
  registry: Registry
  apiCalls: Counter<'outcome'>
  apiSeconds: Histogram
  requestSeconds: Histogram<'kind' | 'status'>
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const KEY = Symbol.for('lectern.web.metrics')
const shared = globalThis as typeof globalThis & { [KEY]?: Metrics }

/** The service's figures. Routes are bundled apart from each other, so they share them through the process. */
export function metrics(): Metrics {
  shared[KEY] ??= create()
  return shared[KEY]
}

function create(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'lectern_web_' })
  return {
    registry,
    apiCalls: new Counter({
      name: 'lectern_web_api_calls_total',
      help: 'Calls to the api by outcome.',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    apiSeconds: new Histogram({
      name: 'lectern_web_api_call_seconds',
      help: 'Seconds until the api answered.',
      buckets: SECONDS,
      registers: [registry],
    }),
    requestSeconds: new Histogram({
      name: 'lectern_web_request_seconds',
      help: 'Seconds until a request was answered in full, by what was asked for and the class of its status.',
      labelNames: ['kind', 'status'],
      buckets: SECONDS,
      registers: [registry],
    }),
  }
}
