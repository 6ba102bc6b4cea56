import type { WebhookEvent } from '@lectern/protocol'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classroom, liveClass } from '../support/people.ts'
import { outcomeOf, type School, startSchool } from '../support/startSchool.ts'
import { END_AT, storeClass } from '../support/storedClass.ts'
import { sendEvent } from '../support/webhook.ts'

let school: School
const T0 = Date.now() - 60_000

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

async function taught(state: 'LIVE' | 'ENDED' = 'LIVE') {
  const room = await classroom(school)
  const { id } = await liveClass(school, room.course.id, { state })
  let seq = 0
  const event = (type: 'recording.started' | 'recording.stopped' | 'room.ended', t = T0): WebhookEvent => {
    seq += 1
    return { id: `${id}:${seq}`, room: id, t, type }
  }
  const send = (made: WebhookEvent) => sendEvent(school, made)
  const row = () => school.db.recording.findUnique({ where: { id } })
  const seen = async () => {
    const document = `query ($id: ID!) {
      recording(id: $id) { title state failure durationSeconds viewerCanWatch viewerCanEdit published visibility startedAt }
    }`
    return (await school.askAs(room.student, document, { id })).data.recording
  }
  return { ...room, id, event, send, row, seen }
}

test('[RC1] is there from the first moment that is recorded, for the course', async () => {
  const { id, event, send, seen, course, student } = await taught()
  expect(await seen()).toBeNull()
  expect(await send(event('recording.started'))).toBe(204)
  expect(await seen()).toEqual({
    title: 'A class',
    state: 'RECORDING',
    failure: null,
    durationSeconds: null,
    viewerCanWatch: false,
    viewerCanEdit: false,
    published: true,
    visibility: 'COURSE',
    startedAt: new Date(T0).toISOString(),
  })
  await school.db.liveSession.update({ where: { id }, data: { title: 'Renamed' } })
  const document =
    'query ($slug: String!) { course(slug: $slug) { recordings { id title } liveSession { recording { id } } } }'
  const { data } = await school.askAs(student, document, { slug: course.slug })
  expect(data.course).toEqual({ recordings: [{ id, title: 'Renamed' }], liveSession: { recording: { id } } })
})

test('[RC1] can be watched while class goes on, as soon as anything has arrived', async () => {
  const { id, event, send, seen, ...cast } = await taught()
  await send(event('recording.started'))
  const writer = await storeClass(school, id, cast, { seal: false })
  expect(writer.hasEnded).toBe(true)
  await expect.poll(seen).toMatchObject({ state: 'RECORDING', viewerCanWatch: true })
})

test('[RC2] is playable as soon as its end has arrived, and sealed later', async () => {
  const { id, event, send, seen, row, ...cast } = await taught()
  await send(event('recording.started'))
  await send(event('room.ended', Date.now()))
  expect(await seen()).toMatchObject({ state: 'SEALING' })
  const writer = await storeClass(school, id, cast, { seal: false })
  await expect.poll(seen).toMatchObject({ state: 'PLAYABLE', viewerCanWatch: true, durationSeconds: 60 })
  expect((await row())?.sealedAt).toBeNull()
  await writer.seal()
  await expect.poll(async () => (await row())?.sealedAt).not.toBeNull()
  expect(await row()).toMatchObject({ state: 'PLAYABLE', durationMs: END_AT })
  await expect.poll(() => school.db.job.count({ where: { kind: 'recording.seal', key: id } })).toBe(0)
})

test('[RC1] events in any order, and twice, come to the same', async () => {
  const { id, event, send, row } = await taught()
  const [first, stopped, second, ended] = [
    event('recording.started', T0),
    event('recording.stopped', T0 + 1000),
    event('recording.started', T0 + 2000),
    event('room.ended', T0 + 3000),
  ]
  for (const each of [ended, second, stopped, first, second, ended]) expect(await send(each)).toBe(204)
  expect(await row()).toMatchObject({ state: 'SEALING', startedAt: new Date(T0), endedAt: new Date(T0 + 3000) })
  expect(await school.db.recording.count({ where: { id } })).toBe(1)
})

test('a class that was not recorded has no recording', async () => {
  const { event, send, row } = await taught()
  await send(event('room.ended'))
  expect(await row()).toBeNull()
})

test('[RC3] says that it failed when its end does not arrive in minutes, and is playable once it has', async () => {
  const { id, event, send, row, seen, ...cast } = await taught()
  await send(event('recording.started'))
  await send(event('room.ended', Date.now() - 6 * 60_000))
  await expect.poll(seen).toMatchObject({
    state: 'FAILED',
    viewerCanWatch: false,
    failure: expect.stringContaining('Nothing of the class has arrived'),
  })
  await storeClass(school, id, cast)
  const retry = 'mutation ($id: ID!) { retryRecording(id: $id) { state } }'
  expect(outcomeOf(await school.askAs(cast.instructor, retry, { id }))).toBe('ok')
  await expect.poll(seen).toMatchObject({ state: 'PLAYABLE', failure: null, viewerCanWatch: true })
})

test('[RC3] ending a class looks after its recording though the engine has not said yet that it ended', async () => {
  const { id, event, send, seen, ...cast } = await taught()
  await send(event('recording.started'))
  await storeClass(school, id, cast)
  await school.askAs(cast.instructor, 'mutation ($id: ID!) { endSession(id: $id) { id } }', { id })
  await expect.poll(seen).toMatchObject({ state: 'PLAYABLE' })
})

describe('[RC4] what the instructor decides before class is in the instructor’s token, and in no other', () => {
  const join = async (who: { id: string }, id: string) => {
    const { data } = await school.askAs(who, 'mutation ($id: ID!) { joinSession(id: $id) { token } }', { id })
    return decodeJwt(data.joinSession.token).recording
  }

  test('planned, changed, started', async () => {
    const { instructor, student, course } = await classroom(school)
    const ask = async (document: string, variables: object) =>
      (await school.askAs(instructor, document, variables)).data
    const startsAt = new Date(Date.now() + 60_000).toISOString()
    const input = { courseSlug: course.slug, title: 'Stars', startsAt, autoRecord: true, recordPolicy: 'SPEAKERS' }
    const fields = 'id autoRecord recordPolicy'
    const planned = await ask(
      `mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { ${fields} } }`,
      { input },
    )
    const { id } = planned.scheduleSession
    expect(planned.scheduleSession).toEqual({ id, autoRecord: true, recordPolicy: 'SPEAKERS' })
    const change = `mutation ($id: ID!, $input: UpdateSessionInput!) { updateSession(id: $id, input: $input) { ${fields} } }`
    const changed = await ask(change, { id, input: { recordPolicy: 'INSTRUCTOR' } })
    expect(changed.updateSession).toEqual({ id, autoRecord: true, recordPolicy: 'INSTRUCTOR' })
    await ask('mutation ($id: ID!) { startSession(id: $id) { id } }', { id })
    expect(await join(instructor, id)).toEqual({ policy: 'instructor', auto: true })
    expect(await join(student, id)).toBeUndefined()
  })

  test('started now, with and without a word on it', async () => {
    const start = async (args: string) => {
      const { instructor, course } = await classroom(school)
      const document = `mutation ($slug: String!) { startSessionNow(courseSlug: $slug${args}) { id } }`
      const { data } = await school.askAs(instructor, document, { slug: course.slug })
      return join(instructor, data.startSessionNow.id)
    }
    expect(await start('')).toEqual({ policy: 'everyone', auto: false })
    expect(await start(', autoRecord: true, recordPolicy: SPEAKERS')).toEqual({ policy: 'speakers', auto: true })
  })
})

describe('what a teacher sets', () => {
  const update = async (who: { id: string }, id: string, input: object) =>
    school.askAs(
      who,
      `mutation ($id: ID!, $input: UpdateRecordingInput!) {
        updateRecording(id: $id, input: $input) { title published visibility linkKey linkExpiresAt keptUntil }
      }`,
      { id, input },
    )

  async function ended() {
    const room = await taught('ENDED')
    await school.db.recording.create({
      data: { id: room.id, state: 'PLAYABLE', durationMs: END_AT, sealedAt: new Date() },
    })
    return room
  }

  test('a link has a key of its own, which another one replaces at once', async () => {
    const { id, instructor } = await ended()
    const { data } = await update(instructor, id, { visibility: 'LINK' })
    const first = data.updateRecording.linkKey
    expect(first).toMatch(/^[\w-]{22}$/)
    const again = await update(instructor, id, { title: 'Stars' })
    expect(again.data.updateRecording).toMatchObject({ title: 'Stars', linkKey: first })
    await school.db.recording.update({ where: { id }, data: { linkExpiresAt: new Date(Date.now() - 1000) } })
    const renew = 'mutation ($id: ID!) { newRecordingLink(id: $id) { linkKey linkExpiresAt } }'
    const { newRecordingLink } = (await school.askAs(instructor, renew, { id })).data
    expect(newRecordingLink.linkKey).not.toBe(first)
    expect(newRecordingLink.linkExpiresAt).toBeNull()
    const seen = async (key: string) =>
      (await school.ask('query ($id: ID!, $key: String) { recording(id: $id, key: $key) { id } }', { id, key })).data
        .recording
    expect([await seen(first), await seen(newRecordingLink.linkKey)]).toEqual([null, { id }])
  })

  test('what is left out stays, and null takes away', async () => {
    const { id, instructor } = await ended()
    const keptUntil = new Date(Date.now() + 86_400_000).toISOString()
    await update(instructor, id, { title: 'Stars', keptUntil, published: false })
    const { data } = await update(instructor, id, { published: true })
    expect(data.updateRecording).toMatchObject({ title: 'Stars', keptUntil, published: true })
    const cleared = await update(instructor, id, { title: null, keptUntil: null, published: null })
    expect(cleared.data.updateRecording).toMatchObject({ title: 'A class', keptUntil: null, published: true })
  })

  test('chapters are in order, and may be taken back', async () => {
    const { id, instructor } = await ended()
    const chapters = [
      { atSeconds: 30, title: 'Two' },
      { atSeconds: 1.5, title: 'One' },
    ]
    await update(instructor, id, { chapters })
    const row = () => school.db.recording.findUniqueOrThrow({ where: { id } })
    expect((await row()).chapters).toMatchObject([
      { atMs: 1500, title: 'One' },
      { atMs: 30_000, title: 'Two' },
    ])
    await update(instructor, id, { title: 'Stars' })
    expect((await row()).chapters).toHaveLength(2)
    await update(instructor, id, { chapters: null })
    expect((await row()).chapters).toBeNull()
  })

  test.each([
    { title: '' },
    { title: 'x'.repeat(121) },
    { linkExpiresAt: '2020-01-01T00:00:00Z' },
    { keptUntil: '2020-01-01T00:00:00Z' },
    { chapters: [{ atSeconds: -1, title: 'One' }] },
    { chapters: [{ atSeconds: 1, title: '' }] },
  ])('refuses %j', async (input) => {
    const { id, instructor } = await ended()
    expect(outcomeOf(await update(instructor, id, input))).toBe('BAD_REQUEST')
  })

  test('a course’s retention tells when its recordings go, unless one has a date of its own', async () => {
    const { id, instructor, course, student } = await ended()
    const set = (days: number | null) =>
      school.askAs(
        instructor,
        'mutation ($slug: String!, $days: Int) { setCourseRetention(courseSlug: $slug, days: $days) { retentionDays } }',
        { slug: course.slug, days },
      )
    const kept = async () =>
      (await school.askAs(student, 'query ($id: ID!) { recording(id: $id) { keptUntil } }', { id })).data.recording
        .keptUntil
    expect((await set(30)).data.setCourseRetention.retentionDays).toBe(30)
    const { endedAt } = await school.db.liveSession.findUniqueOrThrow({ where: { id } })
    expect(await kept()).toBe(new Date(endedAt!.getTime() + 30 * 86_400_000).toISOString())
    const own = new Date(Date.now() + 5_000_000).toISOString()
    await update(instructor, id, { keptUntil: own })
    expect(await kept()).toBe(own)
    expect(outcomeOf(await set(0))).toBe('BAD_REQUEST')
    expect((await set(null)).data.setCourseRetention.retentionDays).toBeNull()
  })
})
