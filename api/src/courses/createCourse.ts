import { randomBytes } from 'node:crypto'
import type { Course } from '@lectern/prisma'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { isUniqueViolation } from '../support/isUniqueViolation.ts'
import { parseInput } from '../support/parseInput.ts'
import { requireInstructor } from '../viewer.ts'
import { Description, Summary, Title } from './fields.ts'
import { slugOf } from './slugOf.ts'

const CreateCourse = z.object({
  title: Title,
  summary: Summary,
  description: Description,
  published: z
    .boolean()
    .nullish()
    .transform((published) => published ?? false),
})

export async function createCourse(ctx: Context, { input }: { input: unknown }): Promise<Course> {
  const { id: instructorId } = requireInstructor(ctx)
  const texts = parseInput(CreateCourse, input)
  const slug = slugOf(texts.title)
  const create = (freeSlug: string) => ctx.db.course.create({ data: { ...texts, instructorId, slug: freeSlug } })
  return create(slug).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    return create(`${slug}-${randomBytes(4).toString('hex')}`)
  })
}
