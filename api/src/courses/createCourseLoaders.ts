import type { Course, Database } from '@lectern/prisma'
import DataLoader from 'dataloader'
import { inOrderOf } from '../support/inOrderOf.ts'

const withoutNul = (slug: string) => !slug.includes('\0')

export const createCourseLoaders = (db: Database) => ({
  courseById: new DataLoader<string, Course | null>(async (ids) =>
    inOrderOf(ids, await db.course.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
  ),
  courseBySlug: new DataLoader<string, Course | null>(
    async (slugs) =>
      inOrderOf(
        slugs,
        await db.course.findMany({ where: { slug: { in: slugs.filter(withoutNul) } } }),
        ({ slug }) => slug,
      ),
    // A mutation may change a course, and one request may hold several.
    { cache: false },
  ),
})
