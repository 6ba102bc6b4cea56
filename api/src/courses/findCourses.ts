import type { Course } from '@lectern/prisma'
import { LecternError } from '@lectern/protocol'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { containing } from '../support/containing.ts'
import { isUuid } from '../support/isUuid.ts'
import { parseInput } from '../support/parseInput.ts'

const FindCourses = z.object({
  search: z.string().trim().max(200, 'Search for at most 200 characters.').nullish(),
  first: z.number().int().min(1, 'Ask for at least one.').max(50, 'Ask for at most 50.').nullish(),
  after: z.string().max(100).nullish(),
})

const PAGE = 12

export interface CoursePage {
  courses: Course[]
  hasNextPage: boolean
  countAll: () => Promise<number>
}

export const cursorOf = ({ id }: { id: string }) => Buffer.from(id).toString('base64url')

function idOf(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!isUuid(id)) throw new LecternError('BAD_REQUEST', 'This page of the list does not exist.', { field: 'after' })
  return id
}

/** One page of the catalog, newest first. For everyone, and the same for everyone. */
export async function findCourses({ db }: Context, args: unknown): Promise<CoursePage> {
  const { search, first, after } = parseInput(FindCourses, args)
  const size = first ?? PAGE
  const text = search ? containing(search) : null
  const where = {
    published: true,
    ...(text && { OR: [{ title: text }, { summary: text }, { instructor: { name: text } }] }),
  }
  const found = await db.course.findMany({
    where: { AND: [where, after ? { id: { lt: idOf(after) } } : {}] },
    orderBy: { id: 'desc' },
    take: size + 1,
  })
  return {
    courses: found.slice(0, size),
    hasNextPage: found.length > size,
    countAll: () => db.course.count({ where }),
  }
}
