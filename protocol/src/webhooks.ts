import { z } from 'zod'
import { RoomId, UserId } from './ids.ts'
import { Role } from './roles.ts'

/**
 * Webhooks of the engine: `POST`, body = one JSON event, header `lectern-signature: t=<unix seconds>,v1=<hex>` where v1 is
 * HMAC-SHA256 of `<t>.<body>` with `LECTERN_WEBHOOK_SECRET`. At least once, in order per room while the receiver answers 2xx;
 * the `id` names the event for good, so that a second delivery changes nothing. Rules [WH1] to [WH4] of SPEC.md.
 */
export const SIGNATURE_HEADER = 'lectern-signature'
/** Seconds by which the signature's time may differ from the receiver's clock. */
export const SIGNATURE_TOLERANCE_SECONDS = 300

const base = {
  /** `<room>:<seq of the log entry>` */ id: z.string().min(1).max(200),
  room: RoomId,
  /** Log time, epoch ms. */ t: z.number().int(),
}

export const WebhookEvent = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('room.opened') }),
  z.object({ ...base, type: z.literal('room.ended') }),
  z.object({ ...base, type: z.literal('recording.started') }),
  z.object({ ...base, type: z.literal('recording.stopped') }),
  z.object({
    ...base,
    type: z.literal('person.joined'),
    userId: UserId,
    name: z.string(),
    role: Role,
    guest: z.boolean(),
  }),
  z.object({ ...base, type: z.literal('person.left'), userId: UserId }),
])
export type WebhookEvent = z.infer<typeof WebhookEvent>
