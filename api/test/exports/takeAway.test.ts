import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { User } from '@lectern/prisma'
import { exportKey, recordingPrefix } from '@lectern/recording'
import type { Frame, TimelineIndex } from '@lectern/recording/timeline'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { colours, type FilmedTrack, filmClass, tone } from '../support/filmedClass.ts'
import { recordedClass } from '../support/recordedClass.ts'
import { type School, SECRETS, startSchool } from '../support/startSchool.ts'

vi.setConfig({ testTimeout: 120_000 })

const EXPORT = `mutation ($id: ID!) { exportRecording(id: $id) { id state percent failure path } }`
const EXPORTS = `query ($id: ID!) { recording(id: $id) { exports { id state percent failure path } } }`

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

type Recorded = Awaited<ReturnType<typeof recordedClass>>

async function filmed(
  index: Partial<TimelineIndex> = {},
  given: { frames?: Frame[]; tracks?: boolean } = {},
): Promise<Recorded> {
  const recorded = await recordedClass(school, [], { durationMs: 8000 })
  const userId = recorded.instructor.id
  const tracks: FilmedTrack[] = [
    { id: 'camera-1', userId, source: 'camera', from: 0, seconds: 4, graph: colours(4, 'red') },
    { id: 'microphone-1', userId, source: 'microphone', from: 1, seconds: 3, graph: tone(440, 3) },
  ]
  await filmClass(school.store, recorded.id, {
    tracks: given.tracks === false ? [] : tracks,
    frames: given.frames ?? [],
    index: { recorded: [[0, 8000]], people: { [userId]: { name: 'Ada', role: 'instructor', hue: 1 } }, ...index },
  })
  return recorded
}

async function get({ id }: Recorded, path: string, who: Pick<User, 'id'> | null, headers: Record<string, string> = {}) {
  const { token } = who ? await mintApiToken(who.id, SECRETS.LECTERN_API_SECRET) : { token: null }
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  return fetch(`${school.url}/recordings/${id}/${path}`, { headers: { ...authorization, ...headers } })
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

async function exportsOf(recorded: Recorded, who: Pick<User, 'id'> = recorded.instructor) {
  const { data } = await school.askAs(who, EXPORTS, { id: recorded.id })
  return data.recording.exports as {
    id: string
    state: string
    percent: number
    failure: string | null
    path: string | null
  }[]
}

const becomes = (recorded: Recorded, state: string) =>
  expect.poll(async () => (await exportsOf(recorded))[0]?.state, { timeout: 90_000, interval: 100 }).toBe(state)

describe('a film', () => {
  test('is made once, and fetched by who teaches, whole or in part', async () => {
    const recorded = await filmed()
    const [first, second] = await Promise.all(
      [1, 2].map(() => school.askAs(recorded.instructor, EXPORT, { id: recorded.id })),
    )
    expect(first!.data.exportRecording).toMatchObject({ failure: null, path: null })
    expect(second!.data.exportRecording.id).toBe(first!.data.exportRecording.id)
    await becomes(recorded, 'READY')
    const [film] = await exportsOf(recorded)
    expect(film).toMatchObject({ percent: 100, path: `/recordings/${recorded.id}/exports/${film!.id}.mp4` })
    expect(await exportsOf(recorded, recorded.student)).toEqual([])

    const path = `exports/${film!.id}.mp4`
    const whole = await get(recorded, path, recorded.instructor)
    expect(whole.status).toBe(200)
    expect(whole.headers.get('content-type')).toBe('video/mp4')
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="A class.mp4"')
    const bytes = await bytesOf(whole)
    expect(bytes.equals(await school.store.get(exportKey(recorded.id, film!.id)))).toBe(true)
    const part = await get(recorded, path, recorded.admin, { range: 'bytes=4-7' })
    expect(part.status).toBe(206)
    expect((await bytesOf(part)).toString()).toBe('ftyp')
    for (const who of [null, recorded.student, recorded.otherStudent, recorded.otherInstructor]) {
      expect([401, 403]).toContain((await get(recorded, path, who)).status)
    }
    expect(await readdir(join(school.config.LECTERN_DATA_DIR, 'studio'))).toEqual([])
  })

  test('of another recording, or another revision, is none', async () => {
    const [recorded, other] = [await filmed({}, { tracks: false }), await filmed({}, { tracks: false })]
    await school.askAs(recorded.instructor, EXPORT, { id: recorded.id })
    await becomes(recorded, 'READY')
    const [film] = await exportsOf(recorded)
    expect((await get(other, `exports/${film!.id}.mp4`, other.admin)).status).toBe(404)
    for (const name of [`${randomUUID()}.mp4`, 'x.mp4', `${film!.id}.mov`]) {
      expect((await get(recorded, `exports/${name}`, recorded.instructor)).status).toBe(404)
    }
    await school.db.recording.update({ where: { id: recorded.id }, data: { shownRevision: 1 } })
    expect((await get(recorded, `exports/${film!.id}.mp4`, recorded.instructor)).status).toBe(404)
    expect(await exportsOf(recorded)).toEqual([])
  })

  test('of nothing fails with its reason, and can be asked for again', async () => {
    const recorded = await filmed({ recorded: [] }, { tracks: false })
    const { data } = await school.askAs(recorded.instructor, EXPORT, { id: recorded.id })
    await becomes(recorded, 'FAILED')
    expect((await exportsOf(recorded))[0]).toMatchObject({ failure: 'Nothing of this class was recorded.', path: null })
    const again = await school.askAs(recorded.instructor, EXPORT, { id: recorded.id })
    expect(again.data.exportRecording.id).not.toBe(data.exportRecording.id)
    await becomes(recorded, 'FAILED')
  })

  test('is for who teaches, and not while the recording is edited', async () => {
    const recorded = await filmed({}, { tracks: false })
    const outcome = async (who: Pick<User, 'id'> | null) =>
      (await school.askAs(who, EXPORT, { id: recorded.id })).errors[0]?.extensions.code
    expect(await outcome(null)).toBe('NOT_LOGGED_IN')
    expect(await outcome(recorded.student)).toBe('NOT_ALLOWED')
    expect(await outcome(recorded.otherInstructor)).toBe('NOT_ALLOWED')
    await school.db.recording.update({ where: { id: recorded.id }, data: { editState: 'APPLYING' } })
    expect(await outcome(recorded.instructor)).toBe('NOT_PLAYABLE')
  })
})

const message = (n: number, at: number, name: string, text: string, deleted = 'no') => ({
  n,
  by: name,
  name,
  text,
  at,
  deleted,
})

test('chat as text, in order, without what was deleted', async () => {
  const startedAt = Date.UTC(2026, 10, 2, 9)
  const put = (id: string, value: object, document = 'chat/0'): Frame['changes'][number] => [
    document,
    'messages',
    id,
    value as never,
  ]
  const recorded = await filmed(
    { startedAt },
    {
      tracks: false,
      frames: [
        { t: 4000, changes: [put('b', message(2, startedAt + 4000, 'Sam', 'Two\nlines'))] },
        { t: 5000, changes: [put('a', message(1, startedAt + 1500, 'Ada', 'Hello'))] },
        { t: 6000, changes: [put('c', message(3, startedAt + 6000, 'Sam', '', 'author'))] },
        { t: 7000, changes: [put('d', message(4, startedAt + 3_661_000, 'Ada', 'Last'), 'chat/1')] },
      ],
    },
  )
  const response = await get(recorded, 'chat.txt', recorded.student)
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="A class, chat.txt"')
  expect(await response.text()).toBe(
    ['A class', '', '   0:01  Ada: Hello', '   0:04  Sam: Two', '         lines', '1:01:01  Ada: Last', ''].join('\n'),
  )
  expect((await get(recorded, 'chat.txt', recorded.otherStudent)).status).toBe(403)
})

test('attendance as a table, for who teaches', async () => {
  const recorded = await filmed({}, { tracks: false })
  const at = new Date(Date.UTC(2026, 10, 2, 9))
  const event = {
    sessionId: recorded.id,
    at,
    seq: 1,
    personId: 'guest-1',
    name: '=Sam, "S"',
    role: 'STUDENT',
    guest: true,
  } as const
  await school.db.roomEvent.create({ data: { ...event, id: `${recorded.id}:1`, type: 'JOINED' } })
  await school.db.roomEvent.create({
    data: { ...event, id: `${recorded.id}:2`, seq: 2, at: new Date(at.getTime() + 600_000), type: 'LEFT' },
  })
  const response = await get(recorded, 'attendance.csv', recorded.instructor)
  expect(await response.text()).toBe(
    'Name,Role,Came,Left,Minutes in class,Times joined\r\n' +
      `"'=Sam, ""S""",student,2026-11-02T09:00:00.000Z,2026-11-02T09:10:00.000Z,10,1\r\n`,
  )
  expect((await get(recorded, 'attendance.csv', recorded.student)).status).toBe(403)
})

const box = (color: string) => ({
  typeName: 'shape',
  id: 'shape:1',
  type: 'geo',
  parentId: 'page:page',
  index: 'a1',
  x: 0,
  y: 0,
  rotation: 0,
  opacity: 1,
  props: { geo: 'rectangle', w: 1200, h: 900, growY: 0, fill: 'fill', color },
})

describe('the board', () => {
  const frames: Frame[] = [
    { t: 0, changes: [['stage', 'pages', '1', { title: 'Start', order: 1 }]] },
    { t: 2000, changes: [['board/1', 'records', 'shape:1', box('red') as never]] },
    { t: 4000, changes: [['stage', 'pages', '2', { title: '', order: 2 }]] },
  ]
  const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

  test('as PDF has its pages, as they were then or at the end', async () => {
    const recorded = await filmed({}, { tracks: false, frames })
    const end = await get(recorded, 'board.pdf', recorded.student)
    expect(end.headers.get('content-type')).toBe('application/pdf')
    const pdf = await bytesOf(end)
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(pagesIn(pdf)).toBe(2)
    expect(await school.store.head(`${recordingPrefix(recorded.id)}exports/board-r0.pdf`)).toMatchObject({
      bytes: pdf.length,
    })
    expect((await bytesOf(await get(recorded, 'board.pdf', recorded.student))).equals(pdf)).toBe(true)
    expect(pagesIn(await bytesOf(await get(recorded, 'board.pdf?t=3000', recorded.student)))).toBe(1)
    expect((await get(recorded, 'board.pdf?t=soon', recorded.student)).status).toBe(400)
    expect((await get(recorded, 'board.pdf', recorded.otherStudent)).status).toBe(403)
  })

  test('stands on the time bar where nobody is seen, and the speaker where somebody is', async () => {
    const recorded = await filmed({ recorded: [[0, 12_000]] }, { frames })
    expect((await get(recorded, 'thumbnails/index.json', recorded.student)).status).toBe(204)
    await school.jobs.tell('timeline.shown', recorded.id)
    const index = async () => get(recorded, 'thumbnails/index.json', recorded.student)
    await expect.poll(async () => (await index()).status, { timeout: 60_000, interval: 200 }).toBe(200)
    const rows = await (await index()).json()
    expect(rows).toEqual([
      { fromMs: 0, toMs: 10_000, sheet: 'r0-0', x: 0, y: 0, w: 160, h: 90 },
      { fromMs: 10_000, toMs: 12_000, sheet: 'r0-0', x: 160, y: 0, w: 160, h: 90 },
    ])
    const sheet = await get(recorded, 'thumbnails/r0-0.jpg', recorded.student)
    expect(sheet.headers.get('content-type')).toBe('image/jpeg')
    const canvas = createCanvas(320, 90)
    const brush = canvas.getContext('2d')
    brush.drawImage(await loadImage(await bytesOf(sheet)), 0, 0)
    const [r = 0, g = 0] = brush.getImageData(80, 45, 1, 1).data
    expect([r > 200, g < 60]).toEqual([true, true])
    const [boardRed = 0, boardGreen = 0] = brush.getImageData(240, 45, 1, 1).data
    expect([boardRed > 180, boardGreen < 100 && boardGreen > 30]).toEqual([true, true])

    expect((await get(recorded, 'thumbnails/r0-0.jpg', recorded.otherStudent)).status).toBe(403)
    expect((await get(recorded, 'thumbnails/r1-0.jpg', recorded.student)).status).toBe(404)
    await school.db.recording.update({ where: { id: recorded.id }, data: { shownRevision: 1 } })
    expect((await get(recorded, 'thumbnails/r0-0.jpg', recorded.student)).status).toBe(404)
  })
})
