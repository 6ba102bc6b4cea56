import { z } from 'zod'
import type { Context } from '../context.ts'
import { parseInput } from '../support/parseInput.ts'
import { taughtCourse } from './access.ts'
import { Description, Summary, Title } from './fields.ts'

const UpdateCourse = z.object({
  title: Title.nullish(),
  summary: Summary.nullish(),
  description: Description.nullish(),
})

export async function updateCourse(ctx: Context, { slug, input }: { slug: string; input: unknown }) {
  const { id } = await taughtCourse(ctx, slug)
  const { title, summary, description } = parseInput(UpdateCourse, input)
  const data = { title: title ?? undefined, summary: summary ?? undefined, description: description ?? undefined }
  return ctx.db.course.update({ where: { id }, data })
}
