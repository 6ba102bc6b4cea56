import {
  ERRORS,
  isDebugToken,
  LecternError,
  NODE_REPORT_PATH,
  type NodeReportInput,
  toWireError,
} from '@lectern/protocol'
import type { EngineMetrics } from '../EngineMetrics.ts'
import type { Stepper } from '../room/Stepper.ts'

export interface Answer {
  status: number
  type: string
  body: string
}

/** A commit that takes this long is told of. */
const SLOW_COMMIT_MS = 1000

export interface StatusParts {
  stepper: Stepper
  metrics: EngineMetrics
  /** False while the engine starts or stops. */
  isServing: () => boolean
  /** What an acknowledged entry survives. */
  durability: () => string
  /** What it tells of itself to whoever has a debug token. */
  report: () => Promise<NodeReportInput>
  /** Without it nobody has one. */
  debugSecret: string | undefined
}

type Path = '/healthz' | '/readyz' | '/metrics' | typeof NODE_REPORT_PATH
/** By path; `token` is what the request bears. */
export type StatusAnswers = Record<Path, (token: string) => Answer | Promise<Answer>>

/** With every answer: none is a page, and none may be kept. */
export const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const

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
    [NODE_REPORT_PATH]: (token) => report(parts, token),
  }
}

async function report({ report: tell, debugSecret }: StatusParts, token: string): Promise<Answer> {
  if (await isDebugToken(token, debugSecret, Date.now())) return json(200, await tell())
  return json(ERRORS.NOT_ALLOWED.http, toWireError(new LecternError('NOT_ALLOWED')))
}

function readiness({ stepper, isServing, durability }: StatusParts): Answer {
  if (!isServing()) return json(503, { ok: false, reason: 'The engine starts or stops.' })
  if (stepper.failure === undefined) return json(200, { ok: true, durability: durability(), ...slowness(stepper) })
  return json(503, { ok: false, reason: `Edits cannot be made durable: ${String(stepper.failure)}` })
}

/** A slow log is no reason to send people elsewhere, but one to look at the disk. */
function slowness({ commitMs }: Stepper): { reason?: string } {
  return commitMs < SLOW_COMMIT_MS ? {} : { reason: `Saving is slow: a commit takes ${Math.round(commitMs)} ms.` }
}
