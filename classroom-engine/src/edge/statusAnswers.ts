import type { EngineMetrics } from '../EngineMetrics.ts'
import type { Stepper } from '../room/Stepper.ts'

export interface Answer {
  status: number
  type: string
  body: string
}

export interface StatusParts {
  stepper: Stepper
  metrics: EngineMetrics
  /** False while the engine starts or stops. */
  isServing: () => boolean
  /** What an acknowledged entry survives. */
  durability: () => string
}

/** By path. */
export type StatusAnswers = Record<'/healthz' | '/readyz' | '/metrics', () => Answer | Promise<Answer>>

export const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})

/** What the engine tells of itself to whoever asks by HTTP, on either port. */
export function statusAnswers(parts: StatusParts): StatusAnswers {
  const { metrics } = parts
  return {
    '/healthz': () => json(200, { ok: true }),
    '/readyz': () => readiness(parts),
    '/metrics': async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }),
  }
}

function readiness({ stepper, isServing, durability }: StatusParts): Answer {
  if (!isServing()) return json(503, { ok: false, reason: 'The engine starts or stops.' })
  if (stepper.failure === undefined) return json(200, { ok: true, durability: durability() })
  return json(503, { ok: false, reason: `Edits cannot be made durable: ${String(stepper.failure)}` })
}
