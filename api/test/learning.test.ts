import { randomUUID } from 'node:crypto'
import { captionsKey } from '@lectern/recording'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mintApiToken } from '../src/users/apiToken.ts'
import { putIndex, recordingOf } from './support/learning.ts'
import { classroom } from './support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from './support/startSchool.ts'

const QUESTION = 'id atSeconds text author mine viewerCanAnswer viewerCanDelete answers { id text author byTeacher }'
const ASK = `mutation ($id: ID!, $at: Float!, $text: String!, $key: String) {
  askQuestion(recordingId: $id, atSeconds: $at, text: $text, key: $key) { ${QUESTION} }
}`
const ANSWER = `mutation ($id: ID!, $text: String!) { answerQuestion(questionId: $id, text: $text) { ${QUESTION} } }`
const DELETE = 'mutation ($id: ID!) { deleteQuestion(questionId: $id) }'
const QUESTIONS = `query ($id: ID!, $key: String) { recording(id: $id, key: $key) { questions { ${QUESTION} } } }`
const SAVE = `mutation ($id: ID!, $at: Float!, $slices: [Int!]!) {
  saveWatchProgress(recordingId: $id, positionSeconds: $at, slices: $slices) { positionSeconds watchedShare completed }
}`
const PROGRESS = 'query ($id: ID!) { recording(id: $id) { myProgress { positionSeconds watchedShare completed } } }'
const HEAT = 'query ($id: ID!) { recording(id: $id) { heatMap { fromSecond unique views } } }'
const CAPTIONS = 'query ($id: ID!) { recording(id: $id) { captions { language label } } }'
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Sam>Hello Kim\n\n00:30.000 --> 00:31.000\nLater\n'

let school: School
let people: Awaited<ReturnType<typeof classroom>>

beforeAll(async () => {
  school = await startSchool()
})
beforeEach(async () => {
  people = await classroom(school)
})
afterAll(() => school.stop())

type Asker = Parameters<School['askAs']>[0]

const ask = async (who: Asker, id: string, at = 30, text = 'Why?') => school.askAs(who, ASK, { id, at, text })
const questionsSeenBy = async (who: Asker, id: string, key?: string) =>
  (await school.askAs(who, QUESTIONS, { id, key })).data.recording?.questions

const edited = (id: string, edits: object) =>
  school.db.recording.update({ where: { id }, data: { edits, editRevision: 1 } })
const removal = (userId: string) => ({ people: [{ userId, remove: true, rename: null }] })
const renaming = (userId: string, rename: string) => ({ people: [{ userId, remove: false, rename }] })

describe('[LN3] questions', () => {
  test('stand at their moments; the instructor’s answer is marked', async () => {
    const { course, student, instructor } = people
    const { id } = await recordingOf(school, course.id)
    const asked = (await ask(student, id, 30.25, ' Why is it\r\nlinear? ')).data.askQuestion
    expect(asked).toMatchObject({
      atSeconds: 30.25,
      text: 'Why is it\nlinear?',
      author: 'Sam',
      mine: true,
      answers: [],
      viewerCanAnswer: true,
      viewerCanDelete: true,
    })
    await ask(instructor, id, 5, 'What do you think?')
    await school.askAs(student, ANSWER, { id: asked.id, text: 'Never mind.' })
    await school.askAs(instructor, ANSWER, { id: asked.id, text: 'By definition.' })
    const seen = await questionsSeenBy(instructor, id)
    expect(seen.map(({ atSeconds }: { atSeconds: number }) => atSeconds)).toEqual([5, 30.25])
    expect(seen[1]).toMatchObject({
      mine: false,
      viewerCanDelete: true,
      answers: [
        { text: 'Never mind.', author: 'Sam', byTeacher: false },
        { text: 'By definition.', author: 'Ada', byTeacher: true },
      ],
    })
    expect((await questionsSeenBy(student, id))[0]).toMatchObject({ viewerCanAnswer: true, viewerCanDelete: false })
  })

  test('are for those of the course: others neither ask nor read, though they may watch', async () => {
    const { course, student, otherStudent, admin } = people
    const { id } = await recordingOf(school, course.id, { visibility: 'PUBLIC' })
    await ask(student, id)
    expect(outcomeOf(await ask(otherStudent, id))).toBe('NOT_ENROLLED')
    expect(outcomeOf(await ask(null, id))).toBe('NOT_LOGGED_IN')
    expect(outcomeOf(await ask(admin, id))).toBe('ok')
    expect(await questionsSeenBy(otherStudent, id)).toEqual([])
    expect(await questionsSeenBy(null, id)).toEqual([])
  })

  test('of a recording that one may not watch are not to be had, nor guessed', async () => {
    const { course, student, instructor } = people
    const { id } = await recordingOf(school, course.id, { published: false })
    const { data } = await ask(instructor, id)
    expect(outcomeOf(await ask(student, id))).toBe('NOT_ALLOWED')
    expect(outcomeOf(await school.askAs(student, ANSWER, { id: data.askQuestion.id, text: 'x' }))).toBe('NOT_ALLOWED')
    expect(outcomeOf(await school.askAs(student, ANSWER, { id: randomUUID(), text: 'x' }))).toBe('NOT_FOUND')
    expect(outcomeOf(await ask(student, randomUUID()))).toBe('NOT_FOUND')
  })

  test('are deleted by who asked them and by teachers, with their answers', async () => {
    const { course, student, instructor } = people
    const { id } = await recordingOf(school, course.id)
    const mine = (await ask(student, id)).data.askQuestion
    const theirs = (await ask(instructor, id)).data.askQuestion
    await school.askAs(instructor, ANSWER, { id: mine.id, text: 'So.' })
    expect(outcomeOf(await school.askAs(student, DELETE, { id: theirs.id }))).toBe('NOT_ALLOWED')
    expect((await school.askAs(student, DELETE, { id: mine.id })).data.deleteQuestion).toBe(true)
    expect(outcomeOf(await school.askAs(instructor, DELETE, { id: mine.id }))).toBe('NOT_FOUND')
    expect((await school.askAs(instructor, DELETE, { id: theirs.id })).data.deleteQuestion).toBe(true)
    expect(await questionsSeenBy(instructor, id)).toEqual([])
    expect(await school.db.replayAnswer.count({ where: { questionId: mine.id } })).toBe(0)
    expect(await school.db.recordingText.count({ where: { recordingId: id } })).toBe(0)
  })

  test.each([
    ['before the class', { at: -1 }],
    ['behind its end', { at: 61 }],
    ['in a cut', { at: 15 }],
    ['without words', { text: ' \n ' }],
    ['too long', { text: 'x'.repeat(2001) }],
  ])('%s is refused', async (_what, variables) => {
    const { course, student } = people
    const { id } = await recordingOf(school, course.id, { edits: { cuts: [[10_000, 20_000]] } })
    expect(outcomeOf(await school.askAs(student, ASK, { id, at: 30, text: 'x', ...variables }))).toBe('BAD_REQUEST')
  })

  test('have an end, for one person in a while', async () => {
    const { course, student, otherInstructor } = people
    const { id } = await recordingOf(school, course.id)
    const outcomes: string[] = []
    for (let i = 0; i < 31; i += 1) outcomes.push(outcomeOf(await ask(student, id)))
    expect([new Set(outcomes.slice(0, 30)), outcomes[30]]).toEqual([new Set(['ok']), 'RATE_LIMITED'])
    expect(outcomeOf(await ask(otherInstructor, id))).toBe('NOT_ENROLLED')
  })

  test('[LN2] follow the edits at once: people taken out, people renamed, names in texts, cuts', async () => {
    const { course, student, instructor } = people
    const { id } = await recordingOf(school, course.id)
    await putIndex(school, id, { people: { [student.id]: { name: 'Sam', role: 'student', hue: 1 } } })
    const mine = (await ask(student, id, 30, 'Mine')).data.askQuestion
    const theirs = (await ask(instructor, id, 40, 'Sam asked why.')).data.askQuestion
    await school.askAs(student, ANSWER, { id: theirs.id, text: 'I, sam, did.' })

    await edited(id, renaming(student.id, 'Student 1'))
    expect(await questionsSeenBy(instructor, id)).toMatchObject([
      { author: 'Student 1' },
      { text: 'Student 1 asked why.', answers: [{ author: 'Student 1', text: 'I, Student 1, did.' }] },
    ])
    await edited(id, removal(student.id))
    const seen = await questionsSeenBy(instructor, id)
    expect(seen).toMatchObject([{ text: '… asked why.', answers: [] }])
    expect(JSON.stringify(seen)).not.toMatch(/sam/i)
    expect(outcomeOf(await school.askAs(instructor, ANSWER, { id: mine.id, text: 'x' }))).toBe('NOT_FOUND')
    expect(outcomeOf(await ask(student, id))).toBe('NOT_ALLOWED')

    await edited(id, { cuts: [[35_000, 50_000]] })
    expect(await questionsSeenBy(instructor, id)).toMatchObject([{ text: 'Mine' }])
  })
})

describe('[LN4] progress', () => {
  const save = async (who: Asker, id: string, at: number, slices: number[]) =>
    school.askAs(who, SAVE, { id, at, slices })
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

  test('is the share of what is shown; nine tenths complete it, for good', async () => {
    const { course, student, otherStudent } = people
    const { id } = await recordingOf(school, course.id, { visibility: 'PUBLIC' })
    expect((await school.askAs(student, PROGRESS, { id })).data.recording.myProgress).toBeNull()
    expect((await save(student, id, 30, range(0, 6))).data.saveWatchProgress).toEqual({
      positionSeconds: 30,
      watchedShare: 0.5,
      completed: false,
    })
    const done = (await save(student, id, 58.5, range(5, 11))).data.saveWatchProgress
    expect(done).toEqual({ positionSeconds: 58.5, watchedShare: 11 / 12, completed: true })
    expect((await school.askAs(student, PROGRESS, { id })).data.recording.myProgress).toEqual(done)
    expect((await school.askAs(otherStudent, PROGRESS, { id })).data.recording.myProgress).toBeNull()
    expect((await school.askAs(null, PROGRESS, { id })).data.recording.myProgress).toBeNull()
  })

  test('of a cut recording counts what is left', async () => {
    const { course, student } = people
    const { id } = await recordingOf(school, course.id, { edits: { cuts: [[20_000, 60_000]] } })
    expect((await save(student, id, 10, [0, 1, 8, 9])).data.saveWatchProgress.watchedShare).toBe(0.5)
  })

  test('heat counts people and views, without names, also where a page tells twice or many tell at once', async () => {
    const { course, student, instructor, admin } = people
    const { id } = await recordingOf(school, course.id)
    await Promise.all([save(student, id, 10, [0, 1, 1]), save(admin, id, 5, [0, 999]), save(instructor, id, 5, [1, 0])])
    await save(student, id, 10, [0, 1, 1])
    await save(student, id, 15, [2, 0])
    expect((await school.askAs(instructor, HEAT, { id })).data.recording.heatMap).toEqual([
      { fromSecond: 0, unique: 3, views: 4 },
      { fromSecond: 5, unique: 2, views: 3 },
      { fromSecond: 10, unique: 1, views: 1 },
    ])
    expect((await school.askAs(student, HEAT, { id })).data.recording.heatMap).toEqual([])
  })

  test.each([
    ['nobody', 'NOT_LOGGED_IN', (): Asker => null, {}],
    ['somebody of another course', 'NOT_ENROLLED', () => people.otherStudent, {}],
    ['a time before the class', 'BAD_REQUEST', () => people.student, { at: -1 }],
    ['a slice before the class', 'BAD_REQUEST', () => people.student, { slices: [-1] }],
    ['too many slices', 'BAD_REQUEST', () => people.student, { slices: range(0, 1441) }],
  ] as const)('%s is refused', async (_what, code, who, variables) => {
    const { id } = await recordingOf(school, people.course.id)
    expect(outcomeOf(await school.askAs(who(), SAVE, { id, at: 0, slices: [0], ...variables }))).toBe(code)
  })
})

describe('[LN5] captions', () => {
  async function http(who: Asker, method: string, id: string, file: string, body?: string | Uint8Array) {
    const token = who ? (await mintApiToken(who.id, SECRETS.LECTERN_API_SECRET)).token : null
    const headers = token ? { authorization: `Bearer ${token}` } : undefined
    return fetch(`${school.url}/recordings/${id}/captions/${file}`, { method, body, headers } as RequestInit)
  }
  const codeOf = async (response: Response): Promise<string | undefined> =>
    response.ok
      ? 'ok'
      : ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code

  test('are put by teachers, in several languages, read by who may watch, replaced, deleted', async () => {
    const { course, instructor, student } = people
    const { id } = await recordingOf(school, course.id)
    expect((await http(instructor, 'PUT', id, 'en.vtt', VTT)).status).toBe(204)
    expect((await http(instructor, 'PUT', id, 'pt-br.vtt', VTT)).status).toBe(204)
    const { data } = await school.askAs(student, CAPTIONS, { id })
    expect(data.recording.captions).toEqual([
      { language: 'en', label: 'English' },
      { language: 'pt-BR', label: 'Português (Brasil)' },
    ])
    const read = await http(student, 'GET', id, 'en.vtt?download=1')
    expect(read.headers.get('content-type')).toContain('text/vtt')
    expect(read.headers.get('content-disposition')).toContain('captions-en.vtt')
    expect(await read.text()).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Sam>Hello Kim\n\n00:00:30.000 --> 00:00:31.000\nLater\n',
    )
    await http(instructor, 'PUT', id, 'en.vtt', 'WEBVTT\n\n00:05.000 --> 00:06.000\nNew')
    expect(await (await http(student, 'GET', id, 'en.vtt')).text()).toContain('New')
    expect((await http(instructor, 'DELETE', id, 'en.vtt')).status).toBe(204)
    expect((await http(instructor, 'DELETE', id, 'en.vtt')).status).toBe(204)
    expect(await codeOf(await http(student, 'GET', id, 'en.vtt'))).toBe('NOT_FOUND')
    expect(await school.store.head(captionsKey(id, 'en'))).toBeUndefined()
    expect(await school.db.recordingText.count({ where: { recordingId: id, source: 'captions:en' } })).toBe(0)
  })

  test.each([
    ['PUT', 'student', 'NOT_ALLOWED'],
    ['DELETE', 'student', 'NOT_ALLOWED'],
    ['PUT', 'otherInstructor', 'NOT_ENROLLED'],
    ['GET', 'otherStudent', 'NOT_ENROLLED'],
    ['PUT', 'nobody', 'NOT_LOGGED_IN'],
    ['GET', 'nobody', 'NOT_LOGGED_IN'],
    ['GET', 'student', 'ok'],
  ] as const)('%s by %s: %s', async (method, who, code) => {
    const { id } = await recordingOf(school, people.course.id)
    await http(people.instructor, 'PUT', id, 'en.vtt', VTT)
    const asker = who === 'nobody' ? null : people[who]
    expect(await codeOf(await http(asker, method, id, 'en.vtt', method === 'PUT' ? VTT : undefined))).toBe(code)
  })

  test.each([
    ['no WebVTT', 'en.vtt', 'not captions', 'BAD_REQUEST'],
    ['not UTF-8', 'en.vtt', new Uint8Array([...new TextEncoder().encode(VTT), 0xff]), 'BAD_REQUEST'],
    ['too large a file', 'en.vtt', `WEBVTT\n\n${'x'.repeat(2 * 1024 * 1024)}`, 'TOO_LARGE'],
    ['no language', 'english.vtt', VTT, 'NOT_FOUND'],
    ['another ending', 'en.srt', VTT, 'NOT_FOUND'],
    ['another folder', '..%2f..%2fx.vtt', VTT, 'NOT_FOUND'],
  ])('%s is refused', async (_what, file, body, code) => {
    const { id } = await recordingOf(school, people.course.id)
    expect(await codeOf(await http(people.instructor, 'PUT', id, file, body))).toBe(code)
    expect(await school.db.recordingCaptions.count({ where: { recordingId: id } })).toBe(0)
  })

  test('[LN2] follow the edits: who was taken out says nothing, names are replaced, cuts are empty', async () => {
    const { course, instructor, student } = people
    const { id } = await recordingOf(school, course.id)
    await putIndex(school, id, {
      people: { [student.id]: { name: 'Sam', role: 'student', hue: 1 }, kim: { name: 'Kim', role: 'student', hue: 2 } },
    })
    await http(instructor, 'PUT', id, 'en.vtt', VTT)
    const read = async () => (await http(student, 'GET', id, 'en.vtt')).text()
    await edited(id, renaming('kim', 'Student 2'))
    expect(await read()).toContain('<v Sam>Hello Student 2')
    await edited(id, removal(student.id))
    expect(await read()).toBe('WEBVTT\n\n00:00:30.000 --> 00:00:31.000\nLater\n')
    await edited(id, { cuts: [[20_000, 40_000]] })
    expect(await read()).not.toContain('Later')
  })
})
