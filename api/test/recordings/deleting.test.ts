import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Services } from '../../src/context.ts'
import { JobRunner } from '../../src/jobs/JobRunner.ts'
import { sweepingJob } from '../../src/recordings/sweeping.ts'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { classroom, liveClass } from '../support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from '../support/startSchool.ts'
import { keysOf, storedClass } from '../support/storedClass.ts'
import { sendEvent } from '../support/webhook.ts'

let school: School
const DAY_MS = 24 * 60 * 60 * 1000
const DELETE = 'mutation ($id: ID!) { deleteRecording(id: $id) }'

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

async function taught() {
  const room = await classroom(school)
  const { id } = await storedClass(school, room)
  return { ...room, id }
}

/** Every table that holds something of a recording. */
async function tablesOfRecordings(): Promise<{ table: string; column: string }[]> {
  return school.db.$queryRaw`
    SELECT k.table_name AS table, k.column_name AS column
    FROM information_schema.referential_constraints r
    JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name
    JOIN information_schema.key_column_usage u ON u.constraint_name = r.unique_constraint_name
    WHERE u.table_name = 'recordings'`
}

async function fill({ id, student }: Awaited<ReturnType<typeof taught>>) {
  const { db } = school
  await db.recordingCaptions.create({ data: { recordingId: id, language: 'en', label: 'English' } })
  await db.replayQuestion.create({ data: { recordingId: id, authorId: student.id, atMs: 1, text: 'Why?' } })
  await db.watchProgress.create({ data: { recordingId: id, userId: student.id, slices: new Uint8Array([1]) } })
  await db.heatSlice.create({ data: { recordingId: id, slice: 0, views: 1 } })
  await db.recordingExport.create({ data: { recordingId: id } })
}

test('[RC7] deletion leaves nothing: not in the store, in no table, in no answer', async () => {
  const room = await taught()
  const { id, instructor, course } = room
  await fill(room)
  expect(await keysOf(school, id)).not.toEqual([])
  expect((await school.askAs(instructor, DELETE, { id })).data.deleteRecording).toBe(true)

  await expect.poll(() => keysOf(school, id)).toEqual([])
  for (const { table, column } of await tablesOfRecordings()) {
    const rows = await school.db.$queryRawUnsafe<unknown[]>(`SELECT * FROM ${table} WHERE ${column} = '${id}'`)
    expect([table, rows]).toEqual([table, []])
  }
  const { token } = await mintApiToken(instructor.id, SECRETS.LECTERN_API_SECRET)
  const response = await fetch(`${school.url}/recordings/${id}/index`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(response.status).toBe(404)
  const document =
    'query ($slug: String!, $id: ID!) { course(slug: $slug) { recordings { id } } recording(id: $id) { id } }'
  const { data } = await school.askAs(instructor, document, { slug: course.slug, id })
  expect(data).toEqual({ course: { recordings: [] }, recording: null })
  const row = await school.db.recording.findUniqueOrThrow({ where: { id } })
  expect(row).toMatchObject({ deletedAt: expect.any(Date), title: null, linkKey: null, startedAt: null, edits: {} })
})

test('[RC7] again is fine, and a late event does not bring it back', async () => {
  const { id, instructor } = await taught()
  for (let i = 0; i < 2; i += 1)
    expect((await school.askAs(instructor, DELETE, { id })).data.deleteRecording).toBe(true)
  expect(await sendEvent(school, { id: `${id}:1`, room: id, t: Date.now(), type: 'recording.started' })).toBe(204)
  expect(await sendEvent(school, { id: `${id}:2`, room: id, t: Date.now(), type: 'room.ended' })).toBe(204)
  const seen = await school.askAs(instructor, 'query ($id: ID!) { recording(id: $id) { id } }', { id })
  expect(seen.data.recording).toBeNull()
})

test('[RC7] what the engine writes just afterwards goes as well', async () => {
  const { id, instructor } = await taught()
  await school.askAs(instructor, DELETE, { id })
  await expect.poll(() => keysOf(school, id)).toEqual([])
  await school.store.put(`recordings/${id}/timeline`, new Uint8Array([1]))
  await school.db.job.updateMany({ where: { kind: 'recording.purge', key: id }, data: { nextAttemptAt: new Date() } })
  await expect.poll(() => keysOf(school, id)).toEqual([])
  const metrics = await (await fetch(`${school.url}/metrics`)).text()
  expect(metrics).toContain('lectern_api_jobs_total{kind="recording.purge",outcome="again"}')
})

test('a class that goes on is ended first', async () => {
  const { instructor, course } = await classroom(school)
  const { id } = await liveClass(school, course.id, { state: 'LIVE' })
  await school.db.recording.create({ data: { id } })
  expect(outcomeOf(await school.askAs(instructor, DELETE, { id }))).toBe('CONFLICT')
})

describe('[RC8] what is kept for a time', () => {
  const sweep = async (now: number) => {
    const { db, store } = school
    const jobs = new JobRunner({ db, log: school.log })
    const services = { db, store, jobs, log: school.log } as unknown as Services
    await sweepingJob(services, () => now).run('all', { attempt: 1, signal: new AbortController().signal })
    await jobs.close()
  }
  const isThere = async (id: string) =>
    (await school.db.recording.findUniqueOrThrow({ where: { id } })).deletedAt === null

  test('goes when the course’s days are over, and not before', async () => {
    const { id, course } = await taught()
    const { id: kept } = await taught()
    await school.db.course.update({ where: { id: course.id }, data: { retentionDays: 30 } })
    const endedAt = new Date(Date.now() - 10 * DAY_MS)
    await school.db.liveSession.updateMany({ where: { id: { in: [id, kept] } }, data: { endedAt } })
    await sweep(endedAt.getTime() + 30 * DAY_MS - 1)
    expect(await isThere(id)).toBe(true)
    await sweep(endedAt.getTime() + 30 * DAY_MS)
    expect([await isThere(id), await isThere(kept)]).toEqual([false, true])
  })

  test('by its own date, earlier or later than the course’s', async () => {
    const { id: early, course } = await taught()
    const { id: late } = await taught()
    const now = Date.now()
    await school.db.course.update({ where: { id: course.id }, data: { retentionDays: 1 } })
    await school.db.recording.update({ where: { id: early }, data: { keptUntil: new Date(now + 10 * DAY_MS) } })
    await school.db.recording.update({ where: { id: late }, data: { keptUntil: new Date(now + DAY_MS) } })
    await sweep(now + 2 * DAY_MS)
    expect([await isThere(early), await isThere(late)]).toEqual([true, false])
    await sweep(now + 11 * DAY_MS)
    expect(await isThere(early)).toBe(false)
  })

  test('the school looks by itself', async () => {
    const { id } = await taught()
    await school.db.recording.update({ where: { id }, data: { keptUntil: new Date(Date.now() - 1) } })
    await school.db.job.updateMany({ where: { kind: 'recording.sweep' }, data: { nextAttemptAt: new Date() } })
    await expect.poll(() => isThere(id)).toBe(false)
    await expect.poll(() => keysOf(school, id)).toEqual([])
  })
})
