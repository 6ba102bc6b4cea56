import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { requireViewer } from '../viewer.ts'
import { Name, TimeZone } from './fields.ts'

const UpdateProfile = z.object({ name: Name.nullish(), timeZone: TimeZone.nullish() })

export async function updateProfile(ctx: Context, { input }: { input: unknown }) {
  const { id } = requireViewer(ctx)
  const { name, timeZone } = parseInput(UpdateProfile, input)
  return ctx.db.user.update({ where: { id }, data: { name: name ?? undefined, timeZone: timeZone ?? undefined } })
}
