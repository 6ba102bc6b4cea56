import { projectAgain, TimelineWriter } from '@lectern/recording'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestClass } from '../../recording/test/support/TestClass.ts'
import { searchJob } from '../src/learning/searchJob.ts'
import { Timelines } from '../src/recordings/Timelines.ts'
import { mintApiToken } from '../src/users/apiToken.ts'
import { recordingOf } from './support/learning.ts'
import { classroom } from './support/people.ts'
import { type School, SECRETS, startSchool } from './support/startSchool.ts'

const SEARCH = `query ($id: ID, $slug: String, $text: String!) {
  searchRecordings(recordingId: $id, courseSlug: $slug, text: $text) { text author kind }
}`

let school: School
beforeAll(async () => {
  school = await startSchool()
})
afterAll(() => school.stop())

/** Words that only one person, one message or one moment brought into the class. */
const OF_SAM = ['sambuca', 'samovar', 'samurai', 'samba', 'samphire', 'samarium', 'okafor']
const OF_MESSAGE = ['quokka']
const OF_CUT = ['cutlery', 'cuttlefish', 'cutpurse']
const KEPT = ['basilisk', 'bassoon', 'basalt']

function taughtClass(sam: string): TestClass {
  const room = new TestClass()
  room.join('ada', 'Ada Lovelace', 'instructor')
  room.join(sam, 'Sam Okafor')
  room.record(true)
  room.now += 1000
  room.say('ada', 'm-kept', 'A basilisk')
  room.say(sam, 'm-sam', 'Some sambuca')
  room.say('ada', 'm-hidden', 'A quokka')
  room.draw('ada', '1', 'shape:ada', { typeName: 'shape', props: { text: 'bassoon' } })
  room.draw(sam, '1', 'shape:sam', { typeName: 'shape', props: { text: 'samovar' } })
  room.write('ada', 0, 'basalt\n')
  room.write(sam, 7, 'samurai\n')
  room.setPoll('p', { question: 'What?', kind: 'text', answers: [{ text: 'samba', by: sam }] })
  room.now += 20_000
  room.say('ada', 'm-cut', 'Some cutlery')
  room.draw('ada', '1', 'shape:cut', { typeName: 'shape', props: { text: 'cuttlefish' } })
  room.now += 11_000
  room.draw('ada', '1', 'shape:cut', { typeName: 'shape', props: { text: '' } })
  room.now += 40_000
  room.end()
  return room
}

async function read(id: string): Promise<void> {
  const { db, store } = school
  const services = { db, store, timelines: new Timelines(store), log: pino({ level: 'silent' }) }
  await searchJob(services).run(id, { attempt: 1, signal: new AbortController().signal })
}

test('[LN1] [LN2] what an edit took out is found by no search, by nobody, neither before the edit is applied nor after', async () => {
  const { course, instructor, student, admin } = await classroom(school)
  const { id } = await recordingOf(school, course.id)
  const { db, store } = school
  const room = taughtClass(student.id)
  const writer = await TimelineWriter.open(store, id)
  writer.take(room.entries)
  await writer.flush()
  await writer.seal()
  await db.recording.update({ where: { id }, data: { sealedAt: new Date(), durationMs: room.t } })
  const { token } = await mintApiToken(instructor.id, SECRETS.LECTERN_API_SECRET)
  await fetch(`${school.url}/recordings/${id}/captions/en.vtt`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: 'WEBVTT\n\n00:02.000 --> 00:03.000\n<v Sam Okafor>samphire\n\n00:21.000 --> 00:22.000\ncutpurse\n',
  })
  const question = 'mutation ($id: ID!) { askQuestion(recordingId: $id, atSeconds: 50, text: "samarium") { id } }'
  await school.askAs(student, question, { id })
  await read(id)

  const finds = async (word: string) => {
    const answers = await Promise.all(
      [instructor, student, admin].flatMap((who) =>
        [{ id }, { slug: course.slug }].map((where) => school.askAs(who, SEARCH, { ...where, text: word })),
      ),
    )
    return answers.flatMap(({ data }) => data?.searchRecordings ?? [])
  }
  const found = async (words: string[]) => {
    const hits = await Promise.all(words.map(async (word) => [word, (await finds(word)).length > 0] as const))
    return hits.filter(([, isFound]) => isFound).map(([word]) => word)
  }
  const gone = [...OF_SAM, ...OF_MESSAGE, ...OF_CUT]
  const inTexts = gone.filter((word) => word !== 'okafor')
  expect(await found([...inTexts, ...KEPT])).toEqual([...inTexts, ...KEPT])

  const edits = {
    trimFromMs: null,
    trimToMs: null,
    cuts: [[20_000, 40_000]],
    hiddenMessages: ['m-hidden'],
    people: [{ userId: student.id, remove: true, rename: null }],
  }
  await db.recording.update({
    where: { id },
    data: { edits, editRevision: 1, editState: 'APPLYING', redacting: true },
  })
  const asStudent = await school.askAs(student, SEARCH, { slug: course.slug, text: 'basilisk' })
  expect(asStudent.data.searchRecordings).toEqual([])

  await projectAgain(store, id, {
    revision: 1,
    edits: {
      ...edits,
      cuts: [{ fromMs: 20_000, toMs: 40_000 }],
      people: [{ userId: student.id, remove: true }],
    },
  })
  await db.recording.update({
    where: { id },
    data: { shownRevision: 1, editState: 'APPLIED', redacting: false },
  })
  expect(await found(gone)).toEqual([])
  await read(id)
  expect(await found([...gone, ...KEPT])).toEqual(KEPT)
  const all = JSON.stringify(await Promise.all(KEPT.map(finds)))
  expect(all.toLowerCase()).not.toContain('okafor')
  const kept = await db.recordingText.findMany({
    where: { recordingId: id, source: { not: { startsWith: 'question:' } } },
  })
  expect(JSON.stringify(kept.map(({ id: _, ...row }) => row))).not.toMatch(new RegExp(gone.join('|'), 'i'))
})
