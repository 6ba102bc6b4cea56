import { createPrisma, type Database } from './createPrisma.ts'
import { DEMO_COURSES, DEMO_PASSWORD_HASH, DEMO_USERS } from './demoSchool.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

type UserIds = Map<string, string>

async function seedUsers(prisma: Database): Promise<UserIds> {
  const ids: UserIds = new Map()
  for (const { logsIn, ...user } of DEMO_USERS) {
    const create = { ...user, passwordHash: logsIn ? DEMO_PASSWORD_HASH : null }
    const { id } = await prisma.user.upsert({ where: { email: user.email }, create, update: {} })
    ids.set(user.email, id)
  }
  return ids
}

const tomorrowOnTheHour = () => new Date(Math.ceil(Date.now() / HOUR) * HOUR + DAY)

async function seedCourse(prisma: Database, ids: UserIds, course: (typeof DEMO_COURSES)[number]): Promise<void> {
  const { instructor, students, nextClass, ...texts } = course
  if (await prisma.course.findUnique({ where: { slug: course.slug } })) return
  await prisma.course.create({
    data: {
      ...texts,
      published: true,
      instructorId: ids.get(instructor) as string,
      enrolments: { create: students.map((email) => ({ userId: ids.get(email) as string })) },
      sessions: { create: { title: nextClass, startsAt: tomorrowOnTheHour(), durationMinutes: 60 } },
    },
  })
}

/** Puts the demo school into the database. What is there already, edited or not, stays as it is. */
export async function seedDemo(databaseUrl: string): Promise<void> {
  const prisma = createPrisma(databaseUrl)
  try {
    const ids = await seedUsers(prisma)
    for (const course of DEMO_COURSES) await seedCourse(prisma, ids, course)
  } finally {
    await prisma.$disconnect()
  }
}
