import { z } from 'zod'
import type { Context } from '../context.ts'
import { containing } from '../support/containing.ts'
import { parseInput } from '../support/parseInput.ts'
import { requireAdmin } from '../viewer.ts'

const FindUsers = z.object({
  search: z.string().trim().max(200),
  first: z.number().int().min(1, 'Ask for at least one.').max(100, 'Ask for at most 100.').nullish(),
})

export async function findUsers(ctx: Context, args: unknown) {
  requireAdmin(ctx)
  const { search, first } = parseInput(FindUsers, args)
  const text = containing(search)
  const where = { OR: [{ name: text }, { email: text }] }
  return ctx.db.user.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: first ?? 20 })
}
