import { liveChunkKey } from '@lectern/recording'
import { type Change, encodeChunk, type Frame, type Mark } from '@lectern/recording/timeline'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { searchJob } from '../src/learning/searchJob.ts'
import { Timelines } from '../src/recordings/Timelines.ts'
import { mintApiToken } from '../src/users/apiToken.ts'
import { putIndex, recordingOf } from './support/learning.ts'
import { classroom } from './support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from './support/startSchool.ts'

const SEARCH = `query ($slug: String, $id: ID, $text: String!, $key: String) {
  searchRecordings(courseSlug: $slug, recordingId: $id, text: $text, key: $key) {
    recordingId sessionTitle atSeconds kind text author
  }
}`
const CHAPTERS = 'query ($id: ID!) { recording(id: $id) { chapters { atSeconds title } } }'
const ASK = 'mutation ($id: ID!, $text: String!) { askQuestion(recordingId: $id, atSeconds: 50, text: $text) { id } }'
const ANSWER = 'mutation ($id: ID!, $text: String!) { answerQuestion(questionId: $id, text: $text) { id } }'

const shape = (key: string, text: string): Change => [
  'board/1',
  'records',
  key,
  { typeName: 'shape', type: 'text', props: { text } },
]
const message = (id: string, name: string, text: string): Change => [
  'chat/0',
  'messages',
  id,
  { n: 0, by: name.toLowerCase(), name, text, deleted: 'no', reactions: {} },
]
const frame = (seconds: number, ...changes: Change[]): Frame => ({ t: seconds * 1000, changes })

const CLASS: Frame[] = [
  frame(1, message('m1', 'Sam', 'Is the Eigenvalue real?')),
  frame(10, shape('shape:a', 'Eigen')),
  frame(12, shape('shape:a', 'Eigenvalues of A')),
  frame(20, ['notes', 'text', [{ insert: 'Größe: the size\nUnrelated' }]]),
  frame(30, ['stage', 'polls', 'p', { question: 'Which norm?', options: ['Euclid', 'Manhattan'], answers: null }]),
  frame(40, ['board/1', 'records', 'shape:a']),
  frame(45, message('m2', 'Kim', '我们学习线性代数')),
]
const MARKS: Mark[] = [{ atMs: 35_000, kind: 'chapter', title: 'Proof by induction' }]

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

/** Puts a class into the store and has it read. */
async function readClass(id: string, frames = CLASS): Promise<void> {
  const { store } = school
  const halves = [frames.slice(0, 3), frames.slice(3)]
  const chunks = await Promise.all(halves.map((half) => encodeChunk({ kind: 'frames', frames: half })))
  for (const [n, bytes] of chunks.entries()) await store.put(liveChunkKey(id, n), bytes)
  const refs = chunks.map((bytes, n) => ({
    n,
    kind: 'frames' as const,
    fromMs: 0,
    toMs: 0,
    offset: 0,
    bytes: bytes.length,
  }))
  await putIndex(school, id, { chunks: refs, marks: MARKS })
  await read(id)
}

async function read(id: string): Promise<void> {
  const { db, store } = school
  const services = { db, store, timelines: new Timelines(store), log: pino({ level: 'silent' }) }
  await searchJob(services).run(id, { attempt: 1, signal: new AbortController().signal })
}

async function found(who: Asker, where: { id?: string; slug?: string; key?: string }, text: string) {
  const { data } = await school.askAs(who, SEARCH, { ...where, text })
  const hits = data.searchRecordings as { kind: string; atSeconds: number; text: string }[]
  return hits.map(({ kind, atSeconds, text: hit }) => `${kind} ${atSeconds} ${hit}`)
}

describe('[LN1] a search in one recording', () => {
  test('finds chat, board, notes, polls and chapters at their moments, by beginnings of words', async () => {
    const { id } = await recordingOf(school, people.course.id)
    await readClass(id)
    const find = (text: string) => found(people.student, { id }, text)
    expect(await find('eigenvalue')).toEqual(['CHAT 1 Is the Eigenvalue real?', 'BOARD 12 Eigenvalues of A'])
    expect(await find('grosse SIZE')).toEqual(['NOTES 20 Größe: the size'])
    expect(await find('manhattan')).toEqual(['POLL 30 Which norm? · Euclid · Manhattan'])
    expect(await find('induct')).toEqual(['CHAPTER 35 Proof by induction'])
    expect(await find('线性')).toEqual(['CHAT 45 我们学习线性代数'])
    expect(await find('zebra')).toEqual([])
  })

  test('tells who wrote, and in which class', async () => {
    const { id } = await recordingOf(school, people.course.id, { title: 'Norms' })
    await readClass(id)
    const { data } = await school.askAs(people.student, SEARCH, { id, text: 'real' })
    expect(data.searchRecordings).toEqual([
      {
        recordingId: id,
        sessionTitle: 'Norms',
        atSeconds: 1,
        kind: 'CHAT',
        text: 'Is the Eigenvalue real?',
        author: 'Sam',
      },
    ])
  })

  test.each(["' OR 1=1 --", "a' & b", ':*', '!', '\\', "don't | <->", '%', '\u0000x'])(
    'takes %j as words',
    async (text) => {
      const { id } = await recordingOf(school, people.course.id)
      await readClass(id, [frame(1, message('m', 'Sam', 'nothing of that'))])
      const answer = await school.askAs(people.student, SEARCH, { id, text })
      expect([answer.errors, answer.data.searchRecordings]).toEqual([[], []])
    },
  )

  test('finds captions and questions with their answers as soon as they are there, and no longer', async () => {
    const { student, instructor, course } = people
    const { id } = await recordingOf(school, course.id)
    await readClass(id)
    const { token } = await mintApiToken(instructor.id, SECRETS.LECTERN_API_SECRET)
    const captions = (method: string, body?: string) =>
      fetch(`${school.url}/recordings/${id}/captions/en.vtt`, {
        method,
        body: body ?? null,
        headers: { authorization: `Bearer ${token}` },
      })
    await captions('PUT', 'WEBVTT\n\n00:07.000 --> 00:08.000\n<v Ada>A tensor is\n')
    const { data } = await school.askAs(student, ASK, { id, text: 'What is a tensor?' })
    await school.askAs(instructor, ANSWER, { id: data.askQuestion.id, text: 'A tensor is multilinear.' })
    expect(await found(student, { id }, 'tensor is')).toEqual([
      'QUESTION 50 A tensor is multilinear.',
      'CAPTION 7 A tensor is',
      'QUESTION 50 What is a tensor?',
    ])
    await captions('DELETE')
    await school.askAs(student, 'mutation ($id: ID!) { deleteQuestion(questionId: $id) }', { id: data.askQuestion.id })
    expect(await found(student, { id }, 'tensor')).toEqual([])
  })

  test('needs a recording that one may watch', async () => {
    const { course, student, otherStudent } = people
    const { id } = await recordingOf(school, course.id, { visibility: 'LINK', linkKey: 'k' })
    await readClass(id)
    const outcome = async (who: Asker, key?: string) =>
      outcomeOf(await school.askAs(who, SEARCH, { id, text: 'eigen', key }))
    expect(await outcome(student)).toBe('ok')
    expect(await outcome(otherStudent)).toBe('NOT_ENROLLED')
    expect(await outcome(null)).toBe('NOT_LOGGED_IN')
    expect(await outcome(null, 'wrong')).toBe('NOT_LOGGED_IN')
    expect(await outcome(null, 'k')).toBe('ok')
    await school.db.recording.update({ where: { id }, data: { published: false } })
    expect(await outcome(null, 'k')).not.toBe('ok')
    expect(await outcome(student)).toBe('NOT_ALLOWED')
  })

  test('who only has the link finds what is in class, and no questions', async () => {
    const { course, student } = people
    const { id } = await recordingOf(school, course.id, { visibility: 'LINK', linkKey: 'k' })
    await readClass(id)
    await school.askAs(student, ASK, { id, text: 'Eigenvalues again?' })
    expect(await found(null, { id, key: 'k' }, 'eigenvalues')).toEqual(['BOARD 12 Eigenvalues of A'])
    expect(await found(student, { id }, 'eigenvalues')).toHaveLength(2)
  })
})

describe('[LN1] a search across a course', () => {
  test('finds what the viewer may watch, the newer class first, and nothing of other courses', async () => {
    const { course, student, instructor, otherStudent } = people
    const elsewhere = await classroom(school)
    const [open, hidden, own, other] = await Promise.all([
      recordingOf(school, course.id, { visibility: 'PUBLIC', title: 'Open' }),
      recordingOf(school, course.id, { published: false, title: 'Hidden' }),
      recordingOf(school, course.id, { title: 'Own' }),
      recordingOf(school, elsewhere.course.id),
    ])
    for (const { id } of [open, hidden, own, other]) await readClass(id, [frame(3, message('m', 'Sam', 'Hilbert'))])
    const titles = async (who: Asker) => {
      const { data } = await school.askAs(who, SEARCH, { slug: course.slug, text: 'hilb' })
      return data.searchRecordings.map(({ sessionTitle }: { sessionTitle: string }) => sessionTitle).toSorted()
    }
    expect(await titles(instructor)).toEqual(['Hidden', 'Open', 'Own'])
    expect(await titles(student)).toEqual(['Open', 'Own'])
    expect(await titles(otherStudent)).toEqual(['Open'])
    expect(await titles(null)).toEqual(['Open'])
    await school.db.recording.update({ where: { id: own.id }, data: { redacting: true } })
    expect(await titles(student)).toEqual(['Open'])
    expect(await titles(instructor)).toEqual(['Hidden', 'Open', 'Own'])
  })

  test.each([
    ['no place', {}, 'BAD_REQUEST'],
    ['a course that is not there', { slug: 'nowhere' }, 'NOT_FOUND'],
    ['more words than fit', { slug: 'x', text: 'x'.repeat(201) }, 'BAD_REQUEST'],
  ])('of %s is refused', async (_what, variables, code) => {
    expect(outcomeOf(await school.askAs(people.student, SEARCH, { text: 'x', ...variables }))).toBe(code)
  })
})

describe('[LN2] after an edit', () => {
  test('what was read of another revision is not found, until the one that is shown has been read', async () => {
    const { id } = await recordingOf(school, people.course.id)
    await readClass(id)
    await school.db.recording.update({ where: { id }, data: { shownRevision: 1 } })
    expect(await found(people.student, { id }, 'eigenvalue')).toEqual([])
    expect((await school.askAs(people.student, CHAPTERS, { id })).data.recording.chapters).toEqual([])
  })

  test('cuts hold at once, also for those who teach', async () => {
    const { id } = await recordingOf(school, people.course.id)
    await readClass(id)
    await school.db.recording.update({ where: { id }, data: { edits: { cuts: [[0, 11_000]], trimToMs: 34_000 } } })
    expect(await found(people.instructor, { id }, 'eigenvalue')).toEqual(['BOARD 12 Eigenvalues of A'])
    expect(await found(people.instructor, { id }, 'induction')).toEqual([])
  })
})

test('[LN6] chapters follow from the class, until a teacher makes some', async () => {
  const { id } = await recordingOf(school, people.course.id)
  const chapters = async () => (await school.askAs(people.student, CHAPTERS, { id })).data.recording.chapters
  expect(await chapters()).toEqual([])
  await readClass(id)
  expect(await chapters()).toEqual([{ atSeconds: 35, title: 'Proof by induction' }])
  const made = [{ id: 'a', atMs: 2500, title: 'Start' }]
  await school.db.recording.update({ where: { id }, data: { chapters: made } })
  expect(await chapters()).toEqual([{ atSeconds: 2.5, title: 'Start' }])
  expect(await found(people.student, { id }, 'start')).toEqual(['CHAPTER 2.5 Start'])
})

test('reading again changes nothing; of a deleted recording nothing is left', async () => {
  const { id } = await recordingOf(school, people.course.id)
  await readClass(id)
  const texts = () => school.db.recordingText.count({ where: { recordingId: id } })
  const before = await texts()
  await read(id)
  expect([before > 0, await texts()]).toEqual([true, before])
  await school.askAs(people.instructor, 'mutation ($id: ID!) { deleteRecording(id: $id) }', { id })
  expect(await texts()).toBe(0)
  await read(id)
  expect(await texts()).toBe(0)
})
