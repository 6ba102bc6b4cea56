import { JOIN_TOKEN_SECONDS } from '@lectern/protocol'
import { z } from 'zod'

/** A guest at a class: by what name, and the join token that makes them the same person after a reload. */
export interface Visit {
  name: string
  token: string | null
}

const Kept = z.object({
  name: z.string().min(1).max(80),
  token: z.string().nullable(),
  /** By this browser's clock, which may be wrong, epoch ms. */
  receivedAt: z.number(),
})

/** A token that ends while one comes in would be refused. */
const MARGIN_MS = 30_000
const LIFETIME_MS = JOIN_TOKEN_SECONDS * 1000 - MARGIN_MS

/** A visit as text, to be kept. */
export function writeVisit({ name, token }: Visit, now: number): string {
  return JSON.stringify({ name, token, receivedAt: now })
}

/** A kept visit, without a token that has expired. Null where the text is none. */
export function readVisit(text: string | null, now: number): Visit | null {
  const kept = Kept.safeParse(parse(text))
  if (!kept.success) return null
  const { name, token, receivedAt } = kept.data
  const age = now - receivedAt
  return { name, token: age >= 0 && age < LIFETIME_MS ? token : null }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
