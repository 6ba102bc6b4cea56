import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { taughtSession } from './access.ts'
import { changeScheduled } from './changeScheduled.ts'
import { DurationMinutes, GuestPolicy, RecordPolicy, SessionTitle, StartsAt } from './fields.ts'

const UpdateSession = z.object({
  title: SessionTitle.nullish(),
  startsAt: StartsAt.nullish(),
  durationMinutes: DurationMinutes.nullish(),
  guestPolicy: GuestPolicy.nullish(),
  autoRecord: z.boolean().nullish(),
  recordPolicy: RecordPolicy.nullish(),
})

interface Args {
  id: string
  input: { startsAt?: Date | null }
}

export async function updateSession(ctx: Context, { id, input }: Args) {
  const { session } = await taughtSession(ctx, id)
  // A form sends the start along when only the title was changed, and by then it may be past.
  const isSameStart = input.startsAt?.getTime() === session.startsAt.getTime()
  const changes = parseInput(UpdateSession, isSameStart ? { ...input, startsAt: null } : input)
  return changeScheduled(ctx, id, {
    title: changes.title ?? undefined,
    startsAt: changes.startsAt ?? undefined,
    durationMinutes: changes.durationMinutes ?? undefined,
    guestPolicy: changes.guestPolicy ?? undefined,
    autoRecord: changes.autoRecord ?? undefined,
    recordPolicy: changes.recordPolicy ?? undefined,
  })
}
