import { randomUUID } from 'node:crypto'
import type { Course, LiveSession, Prisma } from '@lectern/prisma'
import type { JoinClaims } from '@lectern/protocol'
import type { Express, Router } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newLinkKey } from '../../src/recordings/linkKey.ts'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { joinToken } from '../support/joinToken.ts'
import { classroom } from '../support/people.ts'
import { recorded } from '../support/recorded.ts'
import { type School, SECRETS, startSchool } from '../support/startSchool.ts'

/**
 * What a recording tells to whom, over every HTTP route and the one way in by GraphQL. `watch`: for who may watch. `teach`: for who
 * teaches the course. `address`: for whoever was given a signed address, which nobody here was. A route is asked for with a class in which it would be found.
 */
const ROUTES: Record<string, { right: 'watch' | 'teach' | 'address'; path: string }> = {
  'get /:id/index': { right: 'watch', path: 'index' },
  'get /:id/chunks/:n': { right: 'watch', path: 'chunks/0?r=0' },
  'get /:id/timeline': { right: 'watch', path: 'timeline' },
  'get /:id/state': { right: 'watch', path: 'state?t=1000' },
  'get /:id/tracks/:track/init': { right: 'watch', path: 'tracks/camera-1/init' },
  'get /:id/tracks/:track/index.m3u8': { right: 'watch', path: 'tracks/camera-1/index.m3u8' },
  'get /:id/tracks/:track/:n': { right: 'watch', path: 'tracks/camera-1/0' },
  'get /:id/captions/:file': { right: 'watch', path: 'captions/en.vtt' },
  'put /:id/captions/:file': { right: 'teach', path: 'captions/en.vtt' },
  'delete /:id/captions/:file': { right: 'teach', path: 'captions/en.vtt' },
  'get /:id/library-captions/:token': { right: 'address', path: 'library-captions/guessed' },
  'get /:id/thumbnails/index.json': { right: 'watch', path: 'thumbnails/index.json' },
  'get /:id/thumbnails/:file': { right: 'watch', path: 'thumbnails/r0-0.jpg' },
  'get /:id/chat.txt': { right: 'watch', path: 'chat.txt' },
  // With a time that is none, which is told to who may watch alone, and takes no drawing.
  'get /:id/board.pdf': { right: 'watch', path: 'board.pdf?t=soon' },
  'get /:id/attendance.csv': { right: 'teach', path: 'attendance.csv' },
  'get /:id/exports/:file': { right: 'teach', path: `exports/${randomUUID()}.mp4` },
}

const ACCOUNTS = ['student', 'otherStudent', 'instructor', 'otherInstructor', 'admin'] as const
type Account = (typeof ACCOUNTS)[number]
type Who = Account | 'nobody' | 'link' | 'guest' | 'waiting guest' | 'token of another room' | 'token that ran out'
type Room = Awaited<ReturnType<typeof classroom>>

/** What was done to the recording before somebody asks. */
interface State {
  recording?: Partial<Prisma.RecordingUncheckedCreateInput>
  session?: Partial<LiveSession>
  course?: Partial<Course>
  /** What the recording has to do with the link that is shown. */
  after?: (id: string) => Promise<unknown>
}

const ok = 'ok'
/** By who asks: the code for what one watches, and for what one needs to teach for where that is another. */
type Expected = Partial<Record<Who, string | { watch: string; teach: string }>>

const both = (watch: string, teach: string) => ({ watch, teach })
const watchOnly = both(ok, 'NOT_ALLOWED')
const TEACHERS: Expected = { instructor: ok, admin: ok }
const STRANGERS: Expected = { nobody: 'NOT_LOGGED_IN', otherStudent: 'NOT_ENROLLED', otherInstructor: 'NOT_ENROLLED' }
const HIDDEN: Expected = { nobody: 'NOT_FOUND', otherStudent: 'NOT_FOUND', otherInstructor: 'NOT_FOUND' }

const KEY = newLinkKey()
const past = () => new Date(Date.now() - 1000)
const future = () => new Date(Date.now() + 3_600_000)
const live = { state: 'LIVE' } as const
const link = { visibility: 'LINK', linkKey: KEY } as const
const change = (data: Prisma.RecordingUpdateInput) => (id: string) =>
  school.db.recording.update({ where: { id }, data })

const STATES: Record<string, { state: State; expected: Expected }> = {
  'published to the course': {
    state: {},
    expected: {
      ...TEACHERS,
      ...STRANGERS,
      student: watchOnly,
      link: 'NOT_LOGGED_IN',
      guest: 'CLASS_ENDED',
      'token of another room': 'NOT_LOGGED_IN',
      'token that ran out': 'TOKEN_EXPIRED',
    },
  },
  unpublished: {
    state: { recording: { published: false } },
    expected: { ...TEACHERS, ...STRANGERS, student: 'NOT_ALLOWED', guest: 'CLASS_ENDED' },
  },
  'of a hidden course': {
    state: { course: { published: false } },
    expected: {
      ...TEACHERS,
      ...HIDDEN,
      student: watchOnly,
      link: 'NOT_FOUND',
      guest: 'CLASS_ENDED',
      'token of another room': 'NOT_FOUND',
    },
  },
  'with a link': {
    state: { recording: link },
    expected: { ...TEACHERS, ...STRANGERS, student: watchOnly, link: watchOnly },
  },
  'with a link that lasts a while': {
    state: { recording: { ...link, linkExpiresAt: future() } },
    expected: { link: watchOnly },
  },
  'with a link, of a hidden course': {
    state: { recording: link, course: { published: false } },
    expected: { ...HIDDEN, link: watchOnly },
  },
  'with a link that has expired': {
    state: { recording: { ...link, linkExpiresAt: past() } },
    expected: { ...STRANGERS, student: watchOnly, link: 'NOT_ALLOWED' },
  },
  'with a link that was replaced': {
    state: { recording: link, after: change({ linkKey: newLinkKey() }) },
    expected: { ...STRANGERS, link: 'NOT_LOGGED_IN' },
  },
  'with a link, then for the course alone': {
    state: { recording: link, after: change({ visibility: 'COURSE' }) },
    expected: { link: 'NOT_LOGGED_IN', student: watchOnly },
  },
  'with a link, unpublished': {
    state: { recording: { ...link, published: false } },
    expected: { ...TEACHERS, ...STRANGERS, link: 'NOT_LOGGED_IN', student: 'NOT_ALLOWED' },
  },
  public: {
    state: { recording: { visibility: 'PUBLIC' }, course: { published: false } },
    expected: {
      ...TEACHERS,
      nobody: watchOnly,
      student: watchOnly,
      otherStudent: watchOnly,
      otherInstructor: watchOnly,
      link: watchOnly,
      guest: watchOnly,
    },
  },
  'public, unpublished': {
    state: { recording: { visibility: 'PUBLIC', published: false } },
    expected: { ...TEACHERS, ...STRANGERS, student: 'NOT_ALLOWED' },
  },
  live: {
    state: { session: live },
    expected: {
      ...TEACHERS,
      ...STRANGERS,
      student: watchOnly,
      link: 'NOT_LOGGED_IN',
      guest: watchOnly,
      'waiting guest': 'WAITING',
      'token of another room': 'NOT_LOGGED_IN',
      'token that ran out': 'TOKEN_EXPIRED',
    },
  },
  'live, unpublished, of a hidden course': {
    state: { session: live, recording: { published: false }, course: { published: false } },
    expected: { ...TEACHERS, ...HIDDEN, student: watchOnly, guest: watchOnly, 'waiting guest': 'WAITING' },
  },
  'while people are taken out': {
    state: { recording: { ...link, redacting: true, editState: 'APPLYING' } },
    expected: { ...TEACHERS, ...STRANGERS, student: 'NOT_PLAYABLE', link: 'NOT_PLAYABLE' },
  },
  'public, while people are taken out': {
    state: { recording: { visibility: 'PUBLIC', redacting: true, editState: 'FAILED' } },
    expected: { ...TEACHERS, nobody: 'NOT_PLAYABLE', student: 'NOT_PLAYABLE', otherStudent: 'NOT_PLAYABLE' },
  },
  deleted: {
    state: { recording: { visibility: 'PUBLIC', deletedAt: past() } },
    expected: {
      nobody: 'NOT_FOUND',
      student: 'NOT_FOUND',
      otherStudent: 'NOT_FOUND',
      otherInstructor: 'NOT_FOUND',
      instructor: 'NOT_FOUND',
      admin: 'NOT_FOUND',
      link: 'NOT_FOUND',
      guest: 'NOT_FOUND',
    },
  },
}

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

type Claims = Partial<JoinClaims>

const nowSeconds = () => Math.floor(Date.now() / 1000)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** What somebody shows. */
async function shownBy(who: Who, room: Room, id: string): Promise<{ headers: Record<string, string>; key?: string }> {
  if (who === 'nobody') return { headers: {} }
  if (who === 'link') return { headers: {}, key: KEY }
  if (isAccount(who)) return { headers: bearer((await mintApiToken(room[who].id, SECRETS.LECTERN_API_SECRET)).token) }
  const claims: Record<Exclude<Who, Account | 'nobody' | 'link'>, Claims> = {
    // Who is known to the recording has come in.
    guest: { room: id, guest: true, sub: 'ada' },
    'waiting guest': { room: id, guest: true },
    'token of another room': { room: randomUUID() },
    'token that ran out': { room: id, exp: nowSeconds() - 90 },
  }
  return { headers: bearer(await joinToken(claims[who])) }
}

const isAccount = (who: Who): who is Account => (ACCOUNTS as readonly string[]).includes(who)

/** Each is made once: nothing that is asked for changes it, but for its captions. */
const known = new Map<State, ReturnType<typeof make>>()
function made(state: State): ReturnType<typeof make> {
  const making = known.get(state) ?? make(state)
  known.set(state, making)
  return making
}

async function make({ recording, session, course, after }: State) {
  const room = await classroom(school, course)
  const { id } = await recorded(school, room.course, recording, session)
  await school.db.recordingCaptions.createMany({ data: { recordingId: id, language: 'en', label: 'English' } })
  await after?.(id)
  return { room, id }
}

/** `ok`, or the code of the error; what is allowed, and is not there for another reason, counts as allowed. */
async function outcome(method: string, path: string, headers: Record<string, string>): Promise<string> {
  const isPut = method === 'PUT'
  const body = isPut ? 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n' : null
  const response = await fetch(`${school.url}/recordings/${path}`, { method, headers, body })
  const text = await response.text()
  if (response.ok) return ok
  return JSON.parse(text).errors[0].extensions.code
}

const withKey = (path: string, key: string | undefined) =>
  key === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}key=${key}`

/** The timeline is one object only when it is sealed, which shows that the right was there. */
const ALLOWED_OTHERWISE: Record<string, string[]> = {
  'get /:id/timeline': ['NOT_PLAYABLE'],
  'get /:id/captions/:file': ['NOT_FOUND'],
  'get /:id/thumbnails/:file': ['NOT_FOUND'],
  'get /:id/board.pdf': ['BAD_REQUEST'],
  'get /:id/exports/:file': ['NOT_FOUND'],
}

const cases = Object.entries(STATES).flatMap(([name, { state, expected }]) =>
  Object.entries(expected).map(([who, outcomes]) => ({ name, state, who: who as Who, outcomes })),
)

describe('[RC9] every route', () => {
  test.each(cases)('$name, by $who', async ({ state, who, outcomes }) => {
    const { room, id } = await made(state)
    const { headers, key } = await shownBy(who, room, id)
    const found: Record<string, string> = {}
    const wanted: Record<string, string> = {}
    for (const [route, { right, path }] of Object.entries(ROUTES)) {
      const rights = typeof outcomes === 'string' ? both(outcomes, outcomes) : outcomes
      const expected = right === 'address' ? 'NOT_FOUND' : rights[right]
      const code = await outcome(route.split(' ')[0]!.toUpperCase(), withKey(`${id}/${path}`, key), headers)
      const isAllowed = expected === ok && ALLOWED_OTHERWISE[route]?.includes(code)
      found[route] = isAllowed ? ok : code
      wanted[route] = expected
    }
    expect(found).toEqual(wanted)
  })
})

describe('[RC9] GraphQL', () => {
  // Join tokens are none of its.
  const ofGraphql = cases.filter(({ who }) => isAccount(who) || who === 'nobody' || who === 'link')

  test.each(ofGraphql)('$name, by $who', async ({ state, who, outcomes }) => {
    const { room, id } = await made(state)
    const { headers, key = null } = await shownBy(who, room, id)
    const document = `query ($id: ID!, $key: String) {
      recording(id: $id, key: $key) { id viewerCanWatch viewerCanEdit linkKey edits { revision people { userId } } }
    }`
    const { data } = await school.ask(document, { id, key }, headers)
    const watch = typeof outcomes === 'string' ? outcomes : outcomes.watch
    const teach = typeof outcomes === 'string' ? outcomes : outcomes.teach
    const isTaught = teach === ok
    if (watch === 'NOT_PLAYABLE') return expect(data.recording).toMatchObject({ viewerCanWatch: false, linkKey: null })
    if (watch !== ok) return expect(data.recording).toBeNull()
    expect(data.recording).toMatchObject({ viewerCanWatch: true, viewerCanEdit: isTaught })
    if (!isTaught) expect(data.recording.linkKey).toBeNull()
  })
})

/** Routes of all that is served below /recordings, as the app knows them: routers hold nothing else. */
function servedRoutes({ app }: { app: Express }): string[] {
  const layers = (router: Router) => router.stack
  const routers = layers(app.router as unknown as Router).flatMap(({ handle }) =>
    'stack' in handle ? [handle as unknown as Router] : [],
  )
  return routers.flatMap((router) =>
    layers(router).flatMap(({ route }) => (route ? route.stack.map(({ method }) => `${method} ${route.path}`) : [])),
  )
}

test('the table has a row for every route', () => {
  expect([...new Set(servedRoutes(school))].sort()).toEqual(Object.keys(ROUTES).sort())
})

const LINKED: State = { recording: link }
const GUESSES = [randomUUID(), 'x', '%00', '..%2F..%2Fetc%2Fpasswd', "'%20OR%201=1%20--", 'x'.repeat(3000)]

describe.each(GUESSES)('the id %s', (guess) => {
  test.each(['nobody', 'otherStudent', 'admin', 'link', 'token of another room'] as const)(
    'is nothing to %s',
    async (who) => {
      const { room, id } = await made(LINKED)
      const { headers, key } = await shownBy(who, room, id)
      for (const [route, { path }] of Object.entries(ROUTES)) {
        const method = route.split(' ')[0]!.toUpperCase()
        expect(await outcome(method, withKey(`${guess}/${path}`, key), headers)).toBe('NOT_FOUND')
      }
    },
  )
})

test('keys are not guessed from beginnings, and nobody’s key opens nothing', async () => {
  const { id } = await made({ recording: link })
  for (const key of ['', 'x', KEY.slice(0, -1), `${KEY}x`, KEY.toLowerCase(), 'null', 'undefined']) {
    expect(await outcome('GET', `${id}/index?key=${key}`, {})).toBe('NOT_LOGGED_IN')
  }
  expect(await outcome('GET', `${id}/index?key[]=${KEY}`, {})).toBe('NOT_LOGGED_IN')
  const { id: keyless } = await made({ recording: { visibility: 'LINK', linkKey: null } })
  expect(await outcome('GET', `${keyless}/index?key=null`, {})).toBe('NOT_LOGGED_IN')
})

test('a link of one recording opens no other', async () => {
  await made({ recording: link })
  const { id } = await made({ recording: { visibility: 'LINK', linkKey: newLinkKey() } })
  expect(await outcome('GET', `${id}/index?key=${KEY}`, {})).toBe('NOT_LOGGED_IN')
})
