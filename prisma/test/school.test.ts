import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createPrisma,
  type Database,
  type EmbeddedPostgres,
  embeddedPostgres,
  migrate,
  seedDemo,
} from '../src/index.ts'
import { pendingMigration } from '../src/pendingMigration.ts'

let folder: string
let server: EmbeddedPostgres
let prisma: Database

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-school-'))
  server = await embeddedPostgres({ dataDir: join(folder, 'data'), password: 'test', durable: false })
  prisma = createPrisma(server.url)
})

afterAll(async () => {
  await prisma.$disconnect()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test('callers at the same time apply the migrations once, and again changes nothing', async () => {
  const applied = await Promise.all([migrate(server.url), migrate(server.url), migrate(server.url)])
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  expect(await migrate(server.url)).toEqual([])
})

test('the committed migrations lead to schema.prisma', async () => {
  expect(await pendingMigration(server.url)).toBeNull()
})

test('every model can be read from the migrated database', async () => {
  await prisma.user.findMany({ include: { accounts: true, courses: true, enrolments: true } })
  await prisma.course.findMany({ include: { instructor: true, enrolments: true, sessions: true } })
  await prisma.liveSession.findMany({ include: { course: true, events: true, roomEnding: true } })
})

test('seeding twice gives the demo school once, and keeps what was edited', async () => {
  await seedDemo(server.url)
  await prisma.course.update({ where: { slug: 'demo-course' }, data: { title: 'Edited' } })
  const counts = () =>
    Promise.all([prisma.user.count(), prisma.course.count(), prisma.enrolment.count(), prisma.liveSession.count()])
  const before = await counts()
  await seedDemo(server.url)
  expect(await counts()).toEqual(before)

  const course = await prisma.course.findUniqueOrThrow({
    where: { slug: 'demo-course' },
    include: { instructor: true, enrolments: { include: { user: true } } },
  })
  expect(course).toMatchObject({ title: 'Edited', published: true, instructor: { email: 'ada@lectern.test' } })
  expect(course.enrolments.map(({ user }) => user.name).sort()).toEqual(['Kim Novak', 'Sam Okafor'])
})

test('the database itself refuses a second live class of one course, and a live one without its place', async () => {
  const { id: courseId } = await prisma.course.findFirstOrThrow()
  const live = () => ({ courseId, title: 'Live', startsAt: new Date(), durationMinutes: 60, state: 'LIVE' as const })
  await prisma.liveSession.create({ data: { ...live(), liveCourseId: courseId } })
  await expect(prisma.liveSession.create({ data: { ...live(), liveCourseId: courseId } })).rejects.toThrow(
    'Unique constraint',
  )
  await expect(prisma.liveSession.create({ data: live() })).rejects.toThrow('live_sessions_live_place_check')
})

test('the database itself refuses an address with capitals', async () => {
  const data = { name: 'Caps', email: `Caps-${randomUUID()}@lectern.test` }
  await expect(prisma.user.create({ data })).rejects.toThrow('users_email_lower_case_check')
})

test('a migration that was edited after it had been applied is named', async () => {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query("UPDATE _prisma_migrations SET checksum = 'other' RETURNING migration_name")
  await client.end()
  await expect(migrate(server.url)).rejects.toThrow(`edited after they had been applied: ${rows[0].migration_name}`)
})
