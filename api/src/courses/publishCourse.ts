import type { Context } from '../context.ts'
import { taughtCourse } from './access.ts'

/** Puts a course into the catalog, or takes it out. */
export async function publishCourse(ctx: Context, { slug, published }: { slug: string; published: boolean }) {
  const { id } = await taughtCourse(ctx, slug)
  return ctx.db.course.update({ where: { id }, data: { published } })
}
