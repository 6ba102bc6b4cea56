import type { User } from '@lectern/prisma'
import type { Resolvers } from '../generated/resolvers.ts'
import { seesCourse, teaches } from './access.ts'
import { createCourse } from './createCourse.ts'
import { cursorOf, findCourses } from './findCourses.ts'
import { publishCourse } from './publishCourse.ts'
import { updateCourse } from './updateCourse.ts'

export const courseResolvers: Resolvers = {
  Query: {
    courses: (_root, args, ctx) => findCourses(ctx, args),
    course: async (_root, { slug }, ctx) => {
      const course = await ctx.loaders.courseBySlug.load(slug)
      return course && (await seesCourse(ctx, course)) ? course : null
    },
  },
  Mutation: {
    createCourse: (_root, args, ctx) => createCourse(ctx, args),
    updateCourse: (_root, args, ctx) => updateCourse(ctx, args),
    publishCourse: (_root, { slug }, ctx) => publishCourse(ctx, { slug, published: true }),
    unpublishCourse: (_root, { slug }, ctx) => publishCourse(ctx, { slug, published: false }),
  },
  Course: {
    instructor: async (course, _args, { loaders }) => (await loaders.userById.load(course.instructorId)) as User,
    viewerCanEdit: (course, _args, { viewer }) => teaches(viewer, course),
  },
  CourseConnection: {
    nodes: ({ courses }) => courses,
    edges: ({ courses }) => courses.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: ({ courses, hasNextPage }) => ({
      hasNextPage,
      endCursor: courses.at(-1) ? cursorOf(courses.at(-1)!) : null,
    }),
    totalCount: ({ countAll }) => countAll(),
  },
}
