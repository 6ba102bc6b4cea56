import { randomUUID } from 'node:crypto'
import { API_TOKEN_AUDIENCE } from '@lectern/protocol'
import { buildSchema } from 'graphql'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { typeDefs } from '../src/typeDefs.ts'
import { mintApiToken } from '../src/users/apiToken.ts'
import { classroom, liveClass, PASSWORD, person } from './support/people.ts'
import { recorded } from './support/recorded.ts'
import { type Answer, outcomeOf, type School, SECRETS, startSchool } from './support/startSchool.ts'

// The school knows no assistants: they are made in a class, by its engine, which has a table of its own.
const WHO = ['nobody', 'student', 'otherStudent', 'otherInstructor', 'instructor', 'admin'] as const
type Who = (typeof WHO)[number]
type Outcomes = Record<Who, string>
type Room = Awaited<ReturnType<typeof classroom>>

interface Row {
  document: string
  /** Makes what the operation needs, and its variables. */
  variables?: (room: Room, who: Who) => object | Promise<object>
  outcomes: Outcomes
  /** Where the course is not published; left out where that makes no difference. */
  hidden?: Outcomes
}

const everyone = (outcome: string): Outcomes => ({
  nobody: outcome,
  student: outcome,
  otherStudent: outcome,
  otherInstructor: outcome,
  instructor: outcome,
  admin: outcome,
})
function members(outcome: string): Pick<Outcomes, 'student' | 'instructor' | 'admin'> {
  return { student: outcome, instructor: outcome, admin: outcome }
}
const loggedIn: Outcomes = { ...everyone('ok'), nobody: 'NOT_LOGGED_IN' }
const admins: Outcomes = { ...everyone('NOT_ALLOWED'), nobody: 'NOT_LOGGED_IN', admin: 'ok' }
const instructors: Outcomes = { ...loggedIn, student: 'NOT_ALLOWED', otherStudent: 'NOT_ALLOWED' }
const teachers: Outcomes = { ...everyone('NOT_ALLOWED'), nobody: 'NOT_LOGGED_IN', instructor: 'ok', admin: 'ok' }
const viewers: Outcomes = { ...everyone('NOT_ENROLLED'), ...members('ok'), nobody: 'NOT_LOGGED_IN' }
const hiddenViewers: Outcomes = { ...everyone('NOT_FOUND'), ...members('ok') }
const unknown = (code: string): Outcomes => ({ ...teachers, otherStudent: code, otherInstructor: code })

let school: School

const slug = ({ course }: Room) => ({ slug: course.slug })
const courseSlug = ({ course }: Room) => ({ courseSlug: course.slug })
const sessionIn = (state: 'SCHEDULED' | 'LIVE' | 'ENDED') => async (room: Room) => ({
  id: (await liveClass(school, room.course.id, { state, guestPolicy: 'OPEN' })).id,
})
const recordingIn = async ({ course }: Room) => ({ id: (await recorded(school, course)).id })
const questionOf = (asker: (room: Room) => { id: string }) => async (room: Room) => {
  const { id: recordingId } = await recorded(school, room.course)
  const data = { recordingId, authorId: asker(room).id, atMs: 1000, text: 'Why?' }
  return { questionId: (await school.db.replayQuestion.create({ data })).id }
}
const credentials = ({ student }: Room) => ({ email: student.email, password: PASSWORD })

const TABLE: Record<string, Row> = {
  'Query.me': { document: '{ me { id } }', outcomes: everyone('ok') },
  'Query.users': { document: '{ users(search: "a") { email } }', outcomes: admins },
  'Query.courses': { document: '{ courses { totalCount nodes { id } } }', outcomes: everyone('ok') },
  'Query.course': {
    document: 'query ($slug: String!) { course(slug: $slug) { id } }',
    variables: slug,
    outcomes: everyone('ok'),
    hidden: { ...everyone('null'), student: 'ok', instructor: 'ok', admin: 'ok' },
  },
  'Query.myClasses': { document: '{ myClasses { next { id } live { id } past { id } } }', outcomes: loggedIn },
  'Query.liveSession': {
    document: 'query ($id: ID!) { liveSession(id: $id) { id } }',
    variables: sessionIn('LIVE'),
    outcomes: everyone('ok'),
    hidden: { ...everyone('null'), student: 'ok', instructor: 'ok', admin: 'ok' },
  },
  'Query.attendance': {
    document: 'query ($id: ID!) { attendance(sessionId: $id) { name } }',
    variables: sessionIn('ENDED'),
    outcomes: teachers,
    hidden: unknown('ROOM_NOT_FOUND'),
  },
  'Query.guestDoor': {
    document: 'query ($id: ID!) { guestDoor(id: $id) { title } }',
    variables: sessionIn('LIVE'),
    outcomes: everyone('ok'),
    hidden: everyone('ok'),
  },
  'Query.recording': {
    document: 'query ($id: ID!) { recording(id: $id) { id state viewerCanWatch } }',
    variables: recordingIn,
    outcomes: { ...everyone('null'), ...members('ok') },
    hidden: { ...everyone('null'), ...members('ok') },
  },
  'Query.searchRecordings': {
    document: 'query ($id: ID!) { searchRecordings(recordingId: $id, text: "why") { text } }',
    variables: recordingIn,
    outcomes: viewers,
    hidden: hiddenViewers,
  },
  'Query.debug': { document: '{ debug { nodes { service } } }', outcomes: admins },
  'Mutation.signUp': {
    document: 'mutation ($input: SignUpInput!) { signUp(input: $input) { user { role } } }',
    variables: () => ({ input: { name: 'New', email: `${randomUUID()}@lectern.test`, password: PASSWORD } }),
    outcomes: everyone('ok'),
  },
  'Mutation.logIn': {
    document: 'mutation ($email: String!, $password: String!) { logIn(email: $email, password: $password) { token } }',
    variables: credentials,
    outcomes: everyone('ok'),
  },
  'Mutation.oauthLogIn': {
    document: 'mutation ($input: OAuthLogInInput!) { oauthLogIn(input: $input) { token } }',
    variables: ({ student }) => ({
      input: { provider: 'GOOGLE', providerAccountId: '1', email: student.email, emailVerified: true, name: 'Eve' },
    }),
    outcomes: everyone('NOT_ALLOWED'),
  },
  'Mutation.updateProfile': {
    document: 'mutation { updateProfile(input: { name: "Renamed" }) { name } }',
    outcomes: loggedIn,
  },
  'Mutation.changePassword': {
    document: `mutation { changePassword(currentPassword: "${PASSWORD}", newPassword: "battery horse correct") { id } }`,
    outcomes: loggedIn,
  },
  'Mutation.setRole': {
    document: 'mutation ($userId: ID!) { setRole(userId: $userId, role: ADMIN) { role } }',
    variables: ({ student, otherStudent }, who) => ({ userId: who === 'student' ? student.id : otherStudent.id }),
    outcomes: admins,
  },
  'Mutation.createCourse': {
    document: 'mutation { createCourse(input: { title: "Title", summary: "S", description: "D" }) { slug } }',
    outcomes: instructors,
  },
  'Mutation.updateCourse': {
    document: 'mutation ($slug: String!) { updateCourse(slug: $slug, input: { title: "Title" }) { id } }',
    variables: slug,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.publishCourse': {
    document: 'mutation ($slug: String!) { publishCourse(slug: $slug) { id } }',
    variables: slug,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.unpublishCourse': {
    document: 'mutation ($slug: String!) { unpublishCourse(slug: $slug) { id } }',
    variables: slug,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.enrol': {
    document: 'mutation ($courseSlug: String!) { enrol(courseSlug: $courseSlug) { id } }',
    variables: courseSlug,
    outcomes: { ...loggedIn, instructor: 'NOT_ALLOWED' },
    hidden: {
      nobody: 'NOT_LOGGED_IN',
      student: 'ok',
      otherStudent: 'NOT_FOUND',
      otherInstructor: 'NOT_FOUND',
      instructor: 'NOT_ALLOWED',
      admin: 'NOT_ALLOWED',
    },
  },
  'Mutation.leaveCourse': {
    document: 'mutation ($courseSlug: String!) { leaveCourse(courseSlug: $courseSlug) { id } }',
    variables: courseSlug,
    outcomes: loggedIn,
    hidden: { ...loggedIn, otherStudent: 'NOT_FOUND', otherInstructor: 'NOT_FOUND' },
  },
  'Mutation.scheduleSession': {
    document: 'mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { id } }',
    variables: ({ course }) => ({
      input: { courseSlug: course.slug, title: 'Next', startsAt: new Date(Date.now() + 3_600_000).toISOString() },
    }),
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.updateSession': {
    document: 'mutation ($id: ID!) { updateSession(id: $id, input: { title: "Other" }) { id } }',
    variables: sessionIn('SCHEDULED'),
    outcomes: teachers,
    hidden: unknown('ROOM_NOT_FOUND'),
  },
  'Mutation.cancelSession': {
    document: 'mutation ($id: ID!) { cancelSession(id: $id) { id } }',
    variables: sessionIn('SCHEDULED'),
    outcomes: teachers,
    hidden: unknown('ROOM_NOT_FOUND'),
  },
  'Mutation.startSession': {
    document: 'mutation ($id: ID!) { startSession(id: $id) { id } }',
    variables: sessionIn('SCHEDULED'),
    outcomes: teachers,
    hidden: unknown('ROOM_NOT_FOUND'),
  },
  'Mutation.startSessionNow': {
    document: 'mutation ($courseSlug: String!) { startSessionNow(courseSlug: $courseSlug) { id } }',
    variables: courseSlug,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.endSession': {
    document: 'mutation ($id: ID!) { endSession(id: $id) { id } }',
    variables: sessionIn('LIVE'),
    outcomes: teachers,
    hidden: unknown('ROOM_NOT_FOUND'),
  },
  'Mutation.updateRecording': {
    document: 'mutation ($id: ID!) { updateRecording(id: $id, input: { title: "Other" }) { title } }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.editRecording': {
    document: 'mutation ($id: ID!) { editRecording(id: $id, input: { trimToSeconds: 30 }) { id } }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.newRecordingLink': {
    document: 'mutation ($id: ID!) { newRecordingLink(id: $id) { linkKey } }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.deleteRecording': {
    document: 'mutation ($id: ID!) { deleteRecording(id: $id) }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.retryRecording': {
    document: 'mutation ($id: ID!) { retryRecording(id: $id) { id } }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.exportRecording': {
    document: 'mutation ($id: ID!) { exportRecording(id: $id) { id } }',
    variables: recordingIn,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.askQuestion': {
    document: 'mutation ($id: ID!) { askQuestion(recordingId: $id, atSeconds: 1, text: "Why?") { id } }',
    variables: recordingIn,
    outcomes: viewers,
    hidden: { ...hiddenViewers, nobody: 'NOT_LOGGED_IN' },
  },
  'Mutation.answerQuestion': {
    document: 'mutation ($questionId: ID!) { answerQuestion(questionId: $questionId, text: "So.") { id } }',
    variables: questionOf(({ instructor }) => instructor),
    outcomes: viewers,
    hidden: { ...hiddenViewers, nobody: 'NOT_LOGGED_IN' },
  },
  'Mutation.deleteQuestion': {
    document: 'mutation ($questionId: ID!) { deleteQuestion(questionId: $questionId) }',
    variables: questionOf(({ instructor }) => instructor),
    outcomes: { ...viewers, student: 'NOT_ALLOWED' },
    hidden: { ...hiddenViewers, nobody: 'NOT_LOGGED_IN', student: 'NOT_ALLOWED' },
  },
  'Mutation.saveWatchProgress': {
    document:
      'mutation ($id: ID!) { saveWatchProgress(recordingId: $id, positionSeconds: 5, slices: [0]) { completed } }',
    variables: recordingIn,
    outcomes: viewers,
    hidden: { ...hiddenViewers, nobody: 'NOT_LOGGED_IN' },
  },
  'Mutation.setCourseRetention': {
    document:
      'mutation ($courseSlug: String!) { setCourseRetention(courseSlug: $courseSlug, days: 30) { retentionDays } }',
    variables: courseSlug,
    outcomes: teachers,
    hidden: unknown('NOT_FOUND'),
  },
  'Mutation.joinSession': {
    document: 'mutation ($id: ID!) { joinSession(id: $id) { role } }',
    variables: sessionIn('LIVE'),
    outcomes: { ...loggedIn, otherStudent: 'NOT_ENROLLED', otherInstructor: 'NOT_ENROLLED' },
    hidden: { ...loggedIn, otherStudent: 'ROOM_NOT_FOUND', otherInstructor: 'ROOM_NOT_FOUND' },
  },
  'Mutation.joinAsGuest': {
    document: 'mutation ($id: ID!) { joinAsGuest(id: $id, name: "Guest") { role } }',
    variables: sessionIn('LIVE'),
    outcomes: everyone('ok'),
  },
}

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

async function outcome({ document, variables }: Row, who: Who, published: boolean): Promise<string> {
  const room = await classroom(school, { published })
  const viewer = who === 'nobody' ? null : room[who]
  const answer = await school.askAs(viewer, document, (await variables?.(room, who)) ?? {})
  return wordFor(document, answer)
}

// Nobody is logged in is no thing that is missing.
const wordFor = (document: string, answer: Answer) => (document.includes(' me ') ? outcomeOf(answer) : wordOf(answer))

/** `null` where there is no such thing for the viewer, else as `outcomeOf`. */
function wordOf(answer: Answer): string {
  const isMissing = answer.errors.length === 0 && Object.values(answer.data)[0] === null
  return isMissing ? 'null' : outcomeOf(answer)
}

test('the table has a row for every operation of the schema', () => {
  const schema = buildSchema(typeDefs.join('\n'))
  const operations = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
    Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
  )
  expect(Object.keys(TABLE).sort()).toEqual(operations.sort())
})

const cases = Object.entries(TABLE).flatMap(([operation, row]) =>
  WHO.flatMap((who) => [
    { operation, row, who, course: 'published', published: true, expected: row.outcomes[who] },
    ...(row.hidden ? [{ operation, row, who, course: 'hidden', published: false, expected: row.hidden[who] }] : []),
  ]),
)

test.each(cases)('$operation by $who, $course course: $expected', async ({ row, who, published, expected }) => {
  expect(await outcome(row, who, published)).toBe(expected)
})

describe('tokens', () => {
  let bad: string[]
  let gone: string

  beforeAll(async () => {
    const { id: sub } = (await classroom(school)).admin
    const claims = { sub, aud: API_TOKEN_AUDIENCE, exp: nowSeconds() + 60 }
    bad = [
      await sign({ sub, exp: nowSeconds() - 1 }),
      await sign({ sub, aud: 'another-audience' }),
      await sign({ sub }, 'another secret, which is long enough too'),
      await sign({ sub: 'nobody' }),
      `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.`,
      'x',
    ]
    const { id } = await person(school, { role: 'ADMIN' })
    await school.db.user.delete({ where: { id } })
    gone = (await mintApiToken(id, SECRETS.LECTERN_API_SECRET)).token
  })

  const outcomesWith = async ({ document, variables }: Row, tokens: string[]) => {
    const given = (await variables?.(await classroom(school), 'nobody')) ?? {}
    const answers = tokens.map((token) => school.ask(document, given, { authorization: `Bearer ${token}` }))
    return (await Promise.all(answers)).map((answer) => wordFor(document, answer))
  }

  test.each(Object.entries(TABLE))('%s: one that has run out, is for others, of others or unsigned', async (_, row) => {
    expect(await outcomesWith(row, bad)).toEqual(bad.map(() => 'NOT_LOGGED_IN'))
  })

  test.each(Object.entries(TABLE))('%s: of an account that is gone, it is nobody’s', async (_, row) => {
    expect(await outcomesWith(row, [gone])).toEqual([row.outcomes.nobody])
  })
})

const HIDING = Object.entries(TABLE).filter(([, { hidden }]) => hidden && hidden.otherStudent !== 'ok')
test.each(HIDING)('%s tells a guesser nothing: what is hidden and what is not there are one', async (_, row) => {
  const room = await classroom(school)
  const given = (await row.variables?.(room, 'otherStudent')) as Record<string, unknown>
  for (const guess of [randomUUID(), 'x', '', "' OR 1=1 --", '../../etc/passwd', '\u0000', 'x'.repeat(5000)]) {
    const answer = await school.askAs(room.otherStudent, row.document, guessed(given, guess))
    expect(wordOf(answer)).toBe(row.hidden?.otherStudent)
  }
})

/** The variables with another id in every place where one stands. */
const guessed = (given: Record<string, unknown>, id: string): object =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      if (typeof value === 'object' && value !== null) return [key, guessed(value as Record<string, unknown>, id)]
      return [key, /^(id|slug|courseSlug|questionId)$/.test(key) ? id : value]
    }),
  )

const nowSeconds = () => Math.floor(Date.now() / 1000)
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function sign(claims: { sub: string; exp?: number; aud?: string }, secret = SECRETS.LECTERN_API_SECRET) {
  return new SignJWT({ aud: API_TOKEN_AUDIENCE, exp: nowSeconds() + 60, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}

test('a role that was taken away is gone at the next request', async () => {
  const { instructor, course } = await classroom(school)
  const update = () =>
    school.askAs(
      instructor,
      'mutation ($slug: String!) { updateCourse(slug: $slug, input: { title: "Title" }) { id } }',
      {
        slug: course.slug,
      },
    )
  expect(outcomeOf(await update())).toBe('ok')
  await school.db.user.update({ where: { id: instructor.id }, data: { role: 'STUDENT' } })
  expect(outcomeOf(await update())).toBe('NOT_ALLOWED')
})

test('an address and a password are shown to their owner and to admins only', async () => {
  const { student, otherInstructor, instructor, admin, course } = await classroom(school)
  const facts = async (viewer: typeof student | null) => {
    const { data } = await school.askAs(
      viewer,
      'query ($slug: String!) { course(slug: $slug) { instructor { email hasPassword } } }',
      { slug: course.slug },
    )
    return data.course.instructor
  }
  const shown = { email: instructor.email, hasPassword: true }
  const kept = { email: null, hasPassword: null }
  expect(await facts(null)).toEqual(kept)
  expect(await facts(student)).toEqual(kept)
  expect(await facts(otherInstructor)).toEqual(kept)
  expect(await facts(instructor)).toEqual(shown)
  expect(await facts(admin)).toEqual(shown)
})
