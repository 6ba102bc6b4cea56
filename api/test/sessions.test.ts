import { randomUUID } from 'node:crypto'
import { JOIN_TOKEN_SECONDS, JoinClaims } from '@lectern/protocol'
import { jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeEngine } from './support/fakeEngine.ts'
import { classroom, liveClass } from './support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from './support/startSchool.ts'

const HOUR = 60 * 60 * 1000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR)

const SESSION = 'id title state startsAt durationMinutes startedAt endedAt guestPolicy viewerCanStart viewerCanJoin'
const SCHEDULE = `mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { ${SESSION} } }`
const UPDATE = `mutation ($id: ID!, $input: UpdateSessionInput!) { updateSession(id: $id, input: $input) { ${SESSION} } }`
const CANCEL = `mutation ($id: ID!) { cancelSession(id: $id) { ${SESSION} } }`
const START = `mutation ($id: ID!) { startSession(id: $id) { ${SESSION} } }`
const START_NOW = `mutation ($slug: String!, $title: String) { startSessionNow(courseSlug: $slug, title: $title) { ${SESSION} } }`
const END = `mutation ($id: ID!) { endSession(id: $id) { ${SESSION} } }`
const JOIN = 'mutation ($id: ID!) { joinSession(id: $id) { token engineUrl expiresAt room role } }'
const JOIN_AS_GUEST = 'mutation ($id: ID!, $name: String!) { joinAsGuest(id: $id, name: $name) { token room role } }'
const GUEST_DOOR =
  'query ($id: ID!) { guestDoor(id: $id) { title courseTitle state startsAt guestPolicy recorded recordPolicy } }'

let school: School
let engine: Awaited<ReturnType<typeof fakeEngine>>

beforeAll(async () => {
  engine = await fakeEngine(200)
  school = await startSchool({ LECTERN_ENGINE_URL: engine.url, LECTERN_PUBLIC_ENGINE_URL: 'https://live.example.org' })
})

afterAll(async () => {
  await school.stop()
  engine.close()
})

async function claimsOf(token: string) {
  const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRETS.LECTERN_JOIN_SECRET), {
    algorithms: ['HS256'],
  })
  return JoinClaims.parse(payload)
}

describe('planning', () => {
  test('a class, with what is left out filled in', async () => {
    const { instructor, course } = await classroom(school)
    const input = { courseSlug: course.slug, title: ' First  class ', startsAt: inHours(2).toISOString() }
    const { data } = await school.askAs(instructor, SCHEDULE, { input })
    expect(data.scheduleSession).toMatchObject({
      title: 'First class',
      state: 'SCHEDULED',
      startsAt: input.startsAt,
      durationMinutes: 60,
      guestPolicy: 'ASK',
      startedAt: null,
      viewerCanStart: true,
      viewerCanJoin: false,
    })
  })

  test.each([
    ['title', { title: ' ' }],
    ['startsAt', { startsAt: inHours(-1).toISOString() }],
    ['startsAt', { startsAt: inHours(24 * 1000).toISOString() }],
    ['durationMinutes', { durationMinutes: 4 }],
    ['durationMinutes', { durationMinutes: 481 }],
  ])('refuses a %s that does not fit', async (field, wrong) => {
    const { instructor, course } = await classroom(school)
    const input = { courseSlug: course.slug, title: 'T', startsAt: inHours(1).toISOString(), ...wrong }
    const { errors } = await school.askAs(instructor, SCHEDULE, { input })
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_REQUEST', field })
  })

  test('changes what is given, and a start that has come may be sent along', async () => {
    const { instructor, course } = await classroom(school)
    const { id, startsAt } = await liveClass(school, course.id, { startsAt: inHours(-1) })
    const input = { title: 'Renamed', guestPolicy: 'DENY', startsAt: startsAt.toISOString() }
    const { data } = await school.askAs(instructor, UPDATE, { id, input })
    expect(data.updateSession).toMatchObject({
      title: 'Renamed',
      guestPolicy: 'DENY',
      durationMinutes: 60,
      startsAt: input.startsAt,
    })
    expect(
      outcomeOf(await school.askAs(instructor, UPDATE, { id, input: { startsAt: inHours(-2).toISOString() } })),
    ).toBe('BAD_REQUEST')
  })

  test.each(['LIVE', 'ENDED', 'CANCELLED'] as const)(
    'a class that is %s is not changed or cancelled',
    async (state) => {
      const { instructor, course } = await classroom(school)
      const { id } = await liveClass(school, course.id, { state })
      expect(outcomeOf(await school.askAs(instructor, UPDATE, { id, input: { title: 'Other' } }))).toBe('CONFLICT')
      expect(outcomeOf(await school.askAs(instructor, CANCEL, { id }))).toBe(state === 'CANCELLED' ? 'ok' : 'CONFLICT')
    },
  )
})

describe('starting', () => {
  test('makes a planned class live', async () => {
    const { instructor, course } = await classroom(school)
    const { id } = await liveClass(school, course.id)
    const { data } = await school.askAs(instructor, START, { id })
    expect(data.startSession).toMatchObject({ id, state: 'LIVE', viewerCanStart: false, viewerCanJoin: true })
    expect(Date.parse(data.startSession.startedAt)).toBeGreaterThan(Date.now() - 10_000)
  })

  test('gives the live class of the course while there is one', async () => {
    const { instructor, admin, course } = await classroom(school)
    const planned = await liveClass(school, course.id)
    const now = await school.askAs(instructor, START_NOW, { slug: course.slug, title: 'Now' })
    const again = await school.askAs(admin, START_NOW, { slug: course.slug })
    const other = await school.askAs(instructor, START, { id: planned.id })
    expect(now.data.startSessionNow).toMatchObject({ title: 'Now', state: 'LIVE', guestPolicy: 'ASK' })
    expect(again.data.startSessionNow.id).toBe(now.data.startSessionNow.id)
    expect(other.data.startSession.id).toBe(now.data.startSessionNow.id)
    expect((await school.db.liveSession.findUniqueOrThrow({ where: { id: planned.id } })).state).toBe('SCHEDULED')
  })

  test('by many at once starts one', async () => {
    const { instructor, course } = await classroom(school)
    const { id } = await liveClass(school, course.id)
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => school.askAs(instructor, START_NOW, { slug: course.slug })),
      ...Array.from({ length: 3 }, () => school.askAs(instructor, START, { id })),
    ])
    const ids = answers.map(({ data }) => (data.startSessionNow ?? data.startSession).id)
    expect(new Set(ids).size).toBe(1)
    expect(await school.db.liveSession.count({ where: { courseId: course.id, state: 'LIVE' } })).toBe(1)
  })

  test('is named after the course where no title is given', async () => {
    const { instructor, course } = await classroom(school)
    const { data } = await school.askAs(instructor, START_NOW, { slug: course.slug })
    expect(data.startSessionNow.title).toBe('A course')
  })

  test.each(['ENDED', 'CANCELLED'] as const)('a class that is %s stays so', async (state) => {
    const { instructor, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state })
    expect(outcomeOf(await school.askAs(instructor, START, { id }))).toBe('CLASS_ENDED')
  })
})

describe('joining', () => {
  test('gives a token that SPEC.md describes, for ten minutes', async () => {
    const { student, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state: 'LIVE' })
    const { data } = await school.askAs(student, JOIN, { id })
    const { token, expiresAt, ...ticket } = data.joinSession
    expect(ticket).toEqual({ engineUrl: 'https://live.example.org', room: id, role: 'STUDENT' })
    const claims = await claimsOf(token)
    expect(claims).toEqual({
      room: id,
      sub: student.id,
      name: 'Sam',
      role: 'student',
      iat: claims.iat,
      exp: claims.iat! + JOIN_TOKEN_SECONDS,
    })
    expect(expiresAt).toBe(new Date(claims.exp * 1000).toISOString())
  })

  test('the instructor brings the class’s title and what guests meet', async () => {
    const { instructor, admin, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state: 'LIVE', guestPolicy: 'DENY', title: 'Sines' })
    for (const viewer of [instructor, admin]) {
      const { data } = await school.askAs(viewer, JOIN, { id })
      expect(data.joinSession.role).toBe('INSTRUCTOR')
      expect(await claimsOf(data.joinSession.token)).toMatchObject({
        role: 'instructor',
        guestPolicy: 'deny',
        title: 'Sines',
      })
    }
  })

  test.each([
    ['SCHEDULED', 'CLASS_NOT_STARTED'],
    ['ENDED', 'CLASS_ENDED'],
    ['CANCELLED', 'CLASS_ENDED'],
  ] as const)('a class that is %s: %s, for students, instructors and guests', async (state, code) => {
    const { student, instructor, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state, guestPolicy: 'OPEN' })
    expect(outcomeOf(await school.askAs(student, JOIN, { id }))).toBe(code)
    expect(outcomeOf(await school.askAs(instructor, JOIN, { id }))).toBe(code)
    expect(outcomeOf(await school.ask(JOIN_AS_GUEST, { id, name: 'Guest' }))).toBe(code)
  })

  test('a student who left the course has no way in any more', async () => {
    const { student, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state: 'LIVE' })
    await school.askAs(student, 'mutation ($slug: String!) { leaveCourse(courseSlug: $slug) { id } }', {
      slug: course.slug,
    })
    expect(outcomeOf(await school.askAs(student, JOIN, { id }))).toBe('NOT_ENROLLED')
  })

  test('a guest gets a guest’s token, each one another person', async () => {
    const { course } = await classroom(school, { published: false })
    const { id } = await liveClass(school, course.id, { state: 'LIVE', guestPolicy: 'ASK' })
    const tokenOf = async () =>
      (await school.ask(JOIN_AS_GUEST, { id, name: ' Grace  Hopper ' })).data.joinAsGuest.token
    const [one, two] = [await claimsOf(await tokenOf()), await claimsOf(await tokenOf())]
    expect(one).toMatchObject({ room: id, name: 'Grace Hopper', role: 'student', guest: true })
    expect(one.sub).toMatch(/^guest:/)
    expect(two.sub).not.toBe(one.sub)
  })

  test('whoever has the link learns what the class is, published or not', async () => {
    const { course } = await classroom(school, { published: false })
    const { id } = await liveClass(school, course.id, { state: 'SCHEDULED', guestPolicy: 'ASK', title: 'Open day' })
    const { data } = await school.ask(GUEST_DOOR, { id })
    expect(data.guestDoor).toEqual({
      title: 'Open day',
      courseTitle: course.title,
      state: 'SCHEDULED',
      startsAt: expect.any(String),
      guestPolicy: 'ASK',
      recorded: false,
      recordPolicy: 'EVERYONE',
    })
    expect((await school.ask(GUEST_DOOR, { id: randomUUID() })).data.guestDoor).toBeNull()
    expect((await school.ask(GUEST_DOOR, { id: 'demo' })).data.guestDoor).toBeNull()
  })

  test('a guest is told before coming in that the class is recorded, and whose voice and picture', async () => {
    const { course } = await classroom(school)
    const isRecorded = async (id: string) => (await school.ask(GUEST_DOOR, { id })).data.guestDoor.recorded
    const auto = { autoRecord: true, recordPolicy: 'SPEAKERS' } as const
    const planned = await liveClass(school, course.id, { state: 'SCHEDULED', ...auto })
    expect((await school.ask(GUEST_DOOR, { id: planned.id })).data.guestDoor).toMatchObject({
      recorded: true,
      recordPolicy: 'SPEAKERS',
    })

    const { id } = await liveClass(school, course.id, { state: 'LIVE' })
    expect(await isRecorded(id)).toBe(false)
    await school.db.recording.create({ data: { id } })
    expect(await isRecorded(id)).toBe(true)
    await school.db.liveSession.update({ where: { id }, data: { state: 'ENDED', liveCourseId: null } })
    expect(await isRecorded(id)).toBe(false)
  })

  test('guests are turned away where the class says so, and where there is no class', async () => {
    const { course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state: 'LIVE', guestPolicy: 'DENY' })
    expect(outcomeOf(await school.ask(JOIN_AS_GUEST, { id, name: 'Guest' }))).toBe('GUESTS_NOT_ADMITTED')
    expect(outcomeOf(await school.ask(JOIN_AS_GUEST, { id: 'demo', name: 'Guest' }))).toBe('ROOM_NOT_FOUND')
    expect(outcomeOf(await school.ask(JOIN_AS_GUEST, { id, name: '' }))).toBe('BAD_REQUEST')
  })
})

describe('ending', () => {
  const live = async () => {
    const room = await classroom(school)
    return { ...room, session: await liveClass(school, room.course.id, { state: 'LIVE' }) }
  }
  const isTold = (id: string) => async () => {
    const left = await school.db.roomEnding.count({ where: { sessionId: id } })
    if (left > 0) throw new Error('not yet')
  }

  test('ends it once, tells the engine, and the course can have another', async () => {
    const { instructor, course, session } = await live()
    const asked = engine.asked.length
    const { data } = await school.askAs(instructor, END, { id: session.id })
    expect(data.endSession).toMatchObject({ state: 'ENDED', viewerCanJoin: false })
    await engine.askedTimes(asked + 1)
    const { method, url, authorization } = engine.asked.at(-1)!
    expect({ method, url }).toEqual({ method: 'POST', url: `/v1/rooms/${session.id}/end` })
    expect(await claimsOf(authorization!.replace('Bearer ', ''))).toMatchObject({
      room: session.id,
      role: 'instructor',
    })

    const again = await school.askAs(instructor, END, { id: session.id })
    expect(again.data.endSession.endedAt).toBe(data.endSession.endedAt)
    const next = await school.askAs(instructor, START_NOW, { slug: course.slug })
    expect(next.data.startSessionNow.id).not.toBe(session.id)
  })

  test('goes on telling an engine that is away or fails, and a room it never had is ended', async () => {
    engine.answerWith(503)
    const { instructor, session } = await live()
    const asked = engine.asked.length
    await school.askAs(instructor, END, { id: session.id })
    await engine.askedTimes(asked + 2)
    expect(await school.db.roomEnding.count({ where: { sessionId: session.id } })).toBe(1)
    engine.answerWith(404)
    await expect
      .poll(() => school.db.roomEnding.count({ where: { sessionId: session.id } }), { timeout: 15_000 })
      .toBe(0)
    engine.answerWith(200)
  })

  test('what was left from before a restart is told', async () => {
    const { session } = await live()
    await school.db.roomEnding.create({ data: { sessionId: session.id, nextAttemptAt: new Date() } })
    const asked = engine.asked.length
    const { instructor, session: other } = await live()
    await school.askAs(instructor, END, { id: other.id })
    await engine.askedTimes(asked + 2)
    await expect.poll(isTold(session.id)).toBeUndefined()
  })

  test.each(['SCHEDULED', 'CANCELLED'] as const)('a class that is %s cannot be ended', async (state) => {
    const { instructor, course } = await classroom(school)
    const { id } = await liveClass(school, course.id, { state })
    expect(outcomeOf(await school.askAs(instructor, END, { id }))).toBe('CONFLICT')
  })
})

describe('lists', () => {
  test('my classes: next, live and past, as teacher and as student, and nobody else’s', async () => {
    const { instructor, student, otherStudent, course } = await classroom(school)
    const [soon, late, stale, going, over] = await Promise.all([
      liveClass(school, course.id, { startsAt: inHours(1) }),
      liveClass(school, course.id, { startsAt: inHours(-2.5) }),
      liveClass(school, course.id, { startsAt: inHours(-3.5) }),
      liveClass(school, course.id, { state: 'LIVE' }),
      liveClass(school, course.id, { state: 'ENDED' }),
      liveClass(school, course.id, { state: 'CANCELLED' }),
    ])
    const mine = async (viewer: typeof student) =>
      (
        await school.askAs(
          viewer,
          '{ myClasses { next { id } live { id } past { id } teaching { id } enrolled { id } } }',
        )
      ).data.myClasses
    const ids = (...rows: { id: string }[]) => rows.map(({ id }) => ({ id }))
    const classes = { next: ids(late, soon), live: ids(going), past: ids(over) }
    expect(await mine(instructor)).toEqual({ ...classes, teaching: ids(course), enrolled: [] })
    expect(await mine(student)).toEqual({ ...classes, teaching: [], enrolled: ids(course) })
    expect(await mine(otherStudent)).toMatchObject({ next: [], live: [], past: [] })
    expect(stale.state).toBe('SCHEDULED')
  })

  test('a course’s classes by state, in order', async () => {
    const { course } = await classroom(school)
    const [second, first, live, older, newer] = await Promise.all([
      liveClass(school, course.id, { startsAt: inHours(2) }),
      liveClass(school, course.id, { startsAt: inHours(1) }),
      liveClass(school, course.id, { state: 'LIVE', startsAt: inHours(-1) }),
      liveClass(school, course.id, { state: 'ENDED', startsAt: inHours(-9) }),
      liveClass(school, course.id, { state: 'ENDED', startsAt: inHours(-5) }),
    ])
    const { data } = await school.ask(
      `query ($slug: String!) { course(slug: $slug) {
        sessions { id } scheduled: sessions(state: SCHEDULED) { id } ended: sessions(state: ENDED) { id } liveSession { id }
      } }`,
      { slug: course.slug },
    )
    const ids = (...rows: { id: string }[]) => rows.map(({ id }) => ({ id }))
    expect(data.course).toEqual({
      sessions: ids(live, first, second),
      scheduled: ids(first, second),
      ended: ids(newer, older),
      liveSession: { id: live.id },
    })
  })
})
