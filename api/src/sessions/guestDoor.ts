import type { Context } from '../context.ts'
import type { GuestDoor } from '../generated/resolvers.ts'
import { linkedSession } from './access.ts'

/** What a guest learns of a class before coming in. The link opens the class, so it opens this much of a hidden course too. */
export async function guestDoor(ctx: Context, { id }: { id: string }): Promise<GuestDoor | null> {
  const found = await linkedSession(ctx, id)
  if (!found) return null
  const { title, state, startsAt, guestPolicy } = found.session
  return { title, courseTitle: found.course.title, state, startsAt, guestPolicy }
}
