import { createHmac } from 'node:crypto'
import { SIGNATURE_HEADER, type WebhookEvent } from '@lectern/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classroom, liveClass } from './support/people.ts'
import { type School, SECRETS, startSchool } from './support/startSchool.ts'

let school: School
const T0 = Date.now() - 60 * 60 * 1000

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

async function post(
  body: string,
  { secret = SECRETS.LECTERN_WEBHOOK_SECRET, time = Math.floor(Date.now() / 1000) } = {},
) {
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: `t=${time},v1=${signature}` }
  const response = await fetch(`${school.url}/webhooks/engine`, { method: 'POST', headers, body })
  return { status: response.status, body: await response.text() }
}

const send = async (event: WebhookEvent) => (await post(JSON.stringify(event))).status

/** Events of one room as its log numbers them, `seconds` after T0. */
function eventsOf(room: string) {
  let seq = 0
  const base = (seconds: number) => {
    seq += 1
    return { id: `${room}:${seq}`, room, t: T0 + seconds * 1000 }
  }
  return {
    opened: (seconds: number): WebhookEvent => ({ ...base(seconds), type: 'room.opened' }),
    ended: (seconds: number): WebhookEvent => ({ ...base(seconds), type: 'room.ended' }),
    joined: (seconds: number, person: { id: string; name: string }, guest = false): WebhookEvent => ({
      ...base(seconds),
      type: 'person.joined',
      userId: person.id,
      name: person.name,
      role: 'student',
      guest,
    }),
    left: (seconds: number, { id }: { id: string }): WebhookEvent => ({
      ...base(seconds),
      type: 'person.left',
      userId: id,
    }),
  }
}

async function live(state: 'LIVE' | 'SCHEDULED' = 'LIVE') {
  const room = await classroom(school)
  const session = await liveClass(school, room.course.id, { state })
  const read = () => school.db.liveSession.findUniqueOrThrow({ where: { id: session.id } })
  const attendance = async () => {
    const document =
      'query ($id: ID!) { attendance(sessionId: $id) { id name userId role firstJoinedAt lastLeftAt seconds joins } }'
    return (await school.askAs(room.instructor, document, { id: session.id })).data.attendance
  }
  return { ...room, session, read, attendance, events: eventsOf(session.id) }
}

const at = (seconds: number) => new Date(T0 + seconds * 1000)

test('[WH2] a wrong or old signature changes nothing', async () => {
  const { session, read } = await live()
  const body = JSON.stringify(eventsOf(session.id).ended(0))
  expect((await post(body, { secret: 'another secret' })).status).toBe(401)
  expect((await post(body, { time: Math.floor(Date.now() / 1000) - 400 })).status).toBe(401)
  const unsigned = await fetch(`${school.url}/webhooks/engine`, { method: 'POST', body })
  expect(unsigned.status).toBe(401)
  expect((await read()).state).toBe('LIVE')
})

test.each([
  ['no JSON', '{'],
  ['nothing', ''],
  ['an unknown type', JSON.stringify({ id: 'r:1', room: 'r', t: 1, type: 'room.painted' })],
  ['a time out of this world', JSON.stringify({ id: 'r:1', room: 'r', t: 1e20, type: 'room.opened' })],
  ['a NUL', JSON.stringify({ id: 'r:\u0000', room: 'r', t: 1, type: 'room.opened' })],
])('refuses %s, though it is signed', async (_what, body) => {
  expect(await post(body)).toEqual({ status: 400, body: expect.stringContaining('BAD_REQUEST') })
})

test('refuses what is too large', async () => {
  expect((await post(`"${'x'.repeat(110_000)}"`)).status).toBe(413)
})

test('a room that is no class of the school is no fault', async () => {
  expect(await send(eventsOf('a-room-of-somebody-else').opened(0))).toBe(204)
  expect(await send(eventsOf('0190a000-0000-7000-8000-000000000000').joined(0, { id: 'x', name: 'X' }))).toBe(204)
})

describe('the state of a class', () => {
  test('ends when its room ends, and the engine need not be told any more', async () => {
    const { session, read, events } = await live()
    await school.db.roomEnding.create({ data: { sessionId: session.id, nextAttemptAt: new Date(Date.now() + 1e6) } })
    expect(await send(events.ended(90))).toBe(204)
    expect(await read()).toMatchObject({ state: 'ENDED', endedAt: at(90), liveCourseId: null })
    expect(await school.db.roomEnding.count({ where: { sessionId: session.id } })).toBe(0)
  })

  test('a planned class whose room somebody opens is live', async () => {
    const { read, events, course } = await live('SCHEDULED')
    await send(events.opened(5))
    expect(await read()).toMatchObject({ state: 'LIVE', startedAt: at(5), liveCourseId: course.id })
  })

  test('but not beside another live class of the course', async () => {
    const { read, events, course } = await live('SCHEDULED')
    await liveClass(school, course.id, { state: 'LIVE' })
    expect(await send(events.opened(5))).toBe(204)
    expect((await read()).state).toBe('SCHEDULED')
  })

  test('an end that arrives before the beginning stays the end', async () => {
    const { read, events } = await live('SCHEDULED')
    const [opened, ended] = [events.opened(5), events.ended(90)]
    await send(ended)
    await send(opened)
    expect(await read()).toMatchObject({ state: 'ENDED', startedAt: at(5), endedAt: at(90) })
  })

  test('[WH4] an event has its effect once, also when it arrives twice at once', async () => {
    const { session, read, events } = await live()
    const ended = events.ended(90)
    expect(await Promise.all(Array.from({ length: 5 }, () => send(ended)))).toEqual([204, 204, 204, 204, 204])
    expect(await school.db.roomEvent.count({ where: { sessionId: session.id } })).toBe(1)
    await school.db.liveSession.update({ where: { id: session.id }, data: { endedAt: at(1) } })
    await send(ended)
    expect((await read()).endedAt).toEqual(at(1))
  })
})

describe('attendance', () => {
  test('adds up stays, by name, guests without an account', async () => {
    const { student, otherStudent, attendance, events } = await live()
    const guest = { id: 'guest:1', name: 'Zed' }
    for (const event of [
      events.joined(0, student),
      events.joined(10, guest, true),
      events.joined(20, otherStudent),
      events.left(60, student),
      events.joined(100, student),
      events.left(120, guest),
      events.left(130, student),
      events.left(140, otherStudent),
    ]) {
      expect(await send(event)).toBe(204)
    }
    const row = (person: { id: string; name: string }, rest: object) => ({
      id: person.id,
      name: person.name,
      role: 'STUDENT',
      ...rest,
    })
    const iso = (seconds: number) => at(seconds).toISOString()
    expect(await attendance()).toEqual([
      row(otherStudent, {
        userId: otherStudent.id,
        firstJoinedAt: iso(20),
        lastLeftAt: iso(140),
        seconds: 120,
        joins: 1,
      }),
      row(student, { userId: student.id, firstJoinedAt: iso(0), lastLeftAt: iso(130), seconds: 90, joins: 2 }),
      row(guest, { userId: null, firstJoinedAt: iso(10), lastLeftAt: iso(120), seconds: 110, joins: 1 }),
    ])
  })

  test('is the same in whatever order and however often events arrive', async () => {
    const { student, otherStudent, attendance, events } = await live()
    const inOrder = [
      events.opened(0),
      events.joined(1, student),
      events.left(11, student),
      events.joined(11, student),
      events.joined(20, otherStudent),
      events.left(51, student),
      events.ended(60),
    ]
    for (const event of [...inOrder.toReversed(), ...inOrder]) expect(await send(event)).toBe(204)
    expect(await attendance()).toMatchObject([
      { name: 'Kim', seconds: 40, joins: 1, lastLeftAt: at(60).toISOString() },
      { name: 'Sam', seconds: 50, joins: 2, lastLeftAt: at(51).toISOString() },
    ])
  })

  test('counts on while somebody is in class', async () => {
    const { student, attendance, events } = await live()
    await send(events.joined(0, student))
    const [row] = await attendance()
    expect(row).toMatchObject({ lastLeftAt: null, joins: 1 })
    expect(row.seconds).toBeGreaterThanOrEqual(3600)
    expect(row.seconds).toBeLessThan(3700)
  })

  test('a person whose token the school did not make has no account, whatever the id', async () => {
    const { attendance, events } = await live()
    await send(events.joined(0, { id: '0190a000-0000-7000-8000-000000000001', name: 'From elsewhere' }))
    expect(await attendance()).toMatchObject([{ name: 'From elsewhere', userId: null }])
  })
})
