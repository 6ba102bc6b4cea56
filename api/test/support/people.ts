import { randomUUID } from 'node:crypto'
import type { Prisma } from '@lectern/prisma'
import { Passwords } from '../../src/users/Passwords.ts'
import type { School } from './startSchool.ts'

export const PASSWORD = 'correct horse battery'
const passwordHash = new Passwords().hash(PASSWORD)

/** Makes an account. */
export async function person({ db }: School, data: Partial<Prisma.UserCreateInput> = {}) {
  const email = `${randomUUID()}@lectern.test`
  return db.user.create({ data: { name: 'Somebody', email, passwordHash: await passwordHash, ...data } })
}

/** Makes a course with one student, and people who have nothing to do with it. */
export async function classroom(school: School, data: Partial<Prisma.CourseUncheckedCreateInput> = {}) {
  const { db } = school
  const [instructor, otherInstructor, student, otherStudent, admin] = await Promise.all([
    person(school, { name: 'Ada', role: 'INSTRUCTOR' }),
    person(school, { name: 'Mary', role: 'INSTRUCTOR' }),
    person(school, { name: 'Sam' }),
    person(school, { name: 'Kim' }),
    person(school, { name: 'Root', role: 'ADMIN' }),
  ])
  const make = (instructorId: string, studentId: string) =>
    db.course.create({
      data: {
        slug: randomUUID(),
        title: 'A course',
        summary: 'Its summary',
        description: 'Its description',
        published: true,
        instructorId,
        enrolments: { create: { userId: studentId } },
        ...data,
      },
    })
  const course = await make(instructor.id, student.id)
  await make(otherInstructor.id, otherStudent.id)
  return { instructor, otherInstructor, student, otherStudent, admin, course }
}

type Session = Partial<Prisma.LiveSessionUncheckedCreateInput>

/** Makes a class of a course; planned for tomorrow unless told otherwise. */
export function liveClass({ db }: School, courseId: string, { state = 'SCHEDULED', ...data }: Session = {}) {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000)
  const isLive = state === 'LIVE'
  return db.liveSession.create({
    data: {
      courseId,
      title: 'A class',
      startsAt: tomorrow,
      durationMinutes: 60,
      state,
      liveCourseId: isLive ? courseId : null,
      startedAt: isLive || state === 'ENDED' ? new Date() : null,
      endedAt: state === 'ENDED' ? new Date() : null,
      ...data,
    },
  })
}
