import { randomUUID } from 'node:crypto'
import { exportKey, trackInitKey } from '@lectern/recording'
import { decodeChunk, type TimelineIndex } from '@lectern/recording/timeline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { classroom } from '../support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from '../support/startSchool.ts'
import { keysOf, SAID_AT, storedClass, trackOf } from '../support/storedClass.ts'

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

const EDIT = `mutation ($id: ID!, $input: EditRecordingInput!) {
  editRecording(id: $id, input: $input) {
    edits { revision state trimFromSeconds trimToSeconds cuts { fromSeconds toSeconds } hiddenMessages people { userId remove rename } }
  }
}`
const EMPTY = { cuts: [], hiddenMessages: [], people: [] }

async function taught(data: Parameters<typeof storedClass>[2] = {}) {
  const room = await classroom(school)
  const { id } = await storedClass(school, room, data)
  const edit = (input: object, who: { id: string } = room.instructor) =>
    school.askAs(who, EDIT, { id, input: { ...EMPTY, ...input } })
  const row = () => school.db.recording.findUniqueOrThrow({ where: { id } })
  const get = async (path: string, who: { id: string } = room.student, headers: Record<string, string> = {}) => {
    const { token } = await mintApiToken(who.id, SECRETS.LECTERN_API_SECRET)
    const authorization = `Bearer ${token}`
    return fetch(`${school.url}/recordings/${id}/${path}`, { headers: { ...headers, authorization } })
  }
  const applied = (revision: number) =>
    expect
      .poll(row, { timeout: 20_000 })
      .toMatchObject({ editState: 'APPLIED', editRevision: revision, redacting: false })
  return { ...room, id, edit, row, get, applied }
}

/** All that a viewer gets of a recording's timeline, as text. */
async function allOf(get: (path: string) => Promise<Response>): Promise<string> {
  const index = (await (await get('index')).json()) as TimelineIndex
  const texts = [JSON.stringify(index)]
  for (const { n } of index.chunks) {
    const bytes = new Uint8Array(await (await get(`chunks/${n}?r=${index.revision}`)).arrayBuffer())
    texts.push(JSON.stringify(await decodeChunk(bytes)))
  }
  for (const t of [0, SAID_AT, 30_000, 60_000]) texts.push(await (await get(`state?t=${t}`)).text())
  return texts.join('\n')
}

describe('[RC5] somebody who is taken out', () => {
  test('is in no answer any more, and neither are sound and picture', async () => {
    const { id, student, instructor, edit, get, applied } = await taught()
    const before = await allOf(get)
    for (const word of ['secret words', 'shape:star', student.id]) expect(before).toContain(word)
    expect((await get(`tracks/${trackOf(student.id)}/0`)).status).toBe(200)

    const { data } = await edit({ people: [{ userId: student.id, remove: true }] })
    expect(data.editRecording.edits).toMatchObject({
      revision: 1,
      people: [{ userId: student.id, remove: true, rename: null }],
    })
    await applied(1)

    const after = await allOf(get)
    for (const word of ['secret words', 'shape:star', student.id]) expect(after).not.toContain(word)
    for (const word of ['Welcome', 'shape:circle', instructor.id]) expect(after).toContain(word)
    const sealed = Buffer.from(await (await get('timeline')).arrayBuffer())
    expect(sealed.subarray(0, 4).toString()).toBe('LTL1')
    for (const part of ['0', 'init', 'index.m3u8']) {
      expect((await get(`tracks/${trackOf(student.id)}/${part}`)).status).toBe(404)
      expect((await get(`tracks/${trackOf(instructor.id)}/${part}`)).status).toBe(200)
    }
    // Of the timeline as it was recorded nothing can be had, not by who teaches either.
    expect((await get('chunks/0?r=0', instructor)).status).toBe(404)
    expect((await get('index', instructor).then((response) => response.json())) as TimelineIndex).toMatchObject({
      revision: 1,
    })
    expect(await keysOf(school, id)).toEqual(expect.arrayContaining(['timeline', 'edits/1']))
  })

  test('is not shown to anybody but teachers from the moment on at which it was asked for', async () => {
    const { id, student, instructor, edit, get, applied, row } = await taught()
    // Somebody else is at it, so that we can look meanwhile.
    const lease = { kind: 'recording.edit', key: id, leasedUntil: new Date(Date.now() + 60_000) }
    await school.db.job.create({ data: lease })
    await edit({ people: [{ userId: student.id, remove: true }] })
    for (const path of ['index', 'chunks/0?r=0', 'timeline', 'state?t=0', `tracks/${trackOf(instructor.id)}/0`]) {
      expect((await get(path)).status).toBe(409)
      expect((await get(path, instructor)).status).toBe(200)
    }
    const document = 'query ($id: ID!) { recording(id: $id) { viewerCanWatch edits { state people { userId } } } }'
    const seen = async (who: { id: string }) => (await school.askAs(who, document, { id })).data.recording
    expect(await seen(student)).toEqual({ viewerCanWatch: false, edits: { state: 'APPLYING', people: [] } })
    expect(await seen(instructor)).toMatchObject({ viewerCanWatch: true, edits: { people: [{ userId: student.id }] } })
    // Taking it back does not show again what may be shown already: that is decided when it has been applied.
    await edit({})
    expect((await row()).redacting).toBe(true)
    await school.db.job.updateMany({ where: { key: id }, data: { leasedUntil: null } })
    await edit({ trimFromSeconds: 1 })
    await applied(3)
    expect((await get('index')).status).toBe(200)
  })
})

test('[RC5] a message that is hidden is in no answer, and a name that was given is everywhere', async () => {
  const { student, edit, get, applied } = await taught()
  await edit({ hiddenMessages: ['message-1'], people: [{ userId: student.id, rename: 'Somebody else' }] })
  await applied(1)
  const all = await allOf(get)
  for (const word of ['Welcome', '"Sam"']) expect(all).not.toContain(word)
  for (const word of ['secret words', 'Somebody else']) expect(all).toContain(word)
})

test('[RC6] what is cut out leaves, and the rest can be watched while it is', async () => {
  const { id, instructor, student, edit, get, applied, row } = await taught()
  await school.db.job.create({ data: { kind: 'recording.edit', key: id, leasedUntil: new Date(Date.now() + 60_000) } })
  await edit({ cuts: [{ fromSeconds: 5, toSeconds: 15 }], trimToSeconds: 30 })
  expect((await row()).redacting).toBe(false)
  expect((await get('index')).status).toBe(200)
  await school.db.job.updateMany({ where: { key: id }, data: { leasedUntil: null } })
  await edit({ cuts: [{ fromSeconds: 5, toSeconds: 15 }], trimToSeconds: 29 })
  await applied(2)
  // The segment from 30 s on lies in what was trimmed away.
  expect((await get(`tracks/${trackOf(instructor.id)}/1`)).status).toBe(404)
  // Of the one before there are pictures up to the cut, from the key frame before its end on, and up to the trim.
  const { headers, body } = await picturesIn(await get(`tracks/${trackOf(instructor.id)}/0`))
  const seconds = Array.from({ length: 30 }, (_, i) => i)
  expect(body).toEqual(seconds.filter((i) => i < 5 || (i >= 10 && i < 29)))
  expect(await keysOf(school, id)).toContain(`edits/2-media/${trackOf(instructor.id)}/0`)
  const olderOnes = (await keysOf(school, id)).filter((key) => key.startsWith('edits/1'))
  expect(olderOnes).toEqual([])
  // What is left of it may change: it is asked for again each time, and answered whole once the cuts are taken back.
  expect(headers.get('cache-control')).toBe('private, no-cache')
  await edit({})
  await applied(3)
  const again = await get(`tracks/${trackOf(instructor.id)}/0`, student, { 'if-none-match': headers.get('etag')! })
  expect((await picturesIn(again)).body).toEqual(seconds)
})

/** Numbers of the pictures in a segment of a stored class. */
async function picturesIn(response: Response) {
  expect(response.status).toBe(200)
  const text = await response.text()
  return { headers: response.headers, body: Array.from(text.matchAll(/picture-(\d+);/g), ([, i]) => Number(i)) }
}

test('edits that are taken back show the recording as it was, and leave nothing behind', async () => {
  const { id, student, edit, get, applied } = await taught()
  await edit({ people: [{ userId: student.id, remove: true }] })
  await applied(1)
  await edit({})
  await applied(2)
  expect(await allOf(get)).toContain('secret words')
  expect(await (await get('index')).json()).toMatchObject({ revision: 0 })
  await expect.poll(async () => (await keysOf(school, id)).filter((key) => key.startsWith('edits/'))).toEqual([])
})

test('the same list again is no edit', async () => {
  const { edit, applied, row } = await taught()
  const input = { cuts: [{ fromSeconds: 1, toSeconds: 2 }] }
  await edit(input)
  await applied(1)
  await edit(input)
  expect(await row()).toMatchObject({ editRevision: 1, editState: 'APPLIED' })
})

test('[RC5] films that were made before are gone at once, and from the store', async () => {
  const { id, edit, applied, get } = await taught()
  const film = await school.db.recordingExport.create({ data: { recordingId: id, state: 'READY', percent: 100 } })
  await school.store.put(exportKey(id, film.id), new Uint8Array([1]))
  await edit({ hiddenMessages: ['message-1'] })
  expect((await get(`exports/${film.id}.mp4`)).status).not.toBe(200)
  await applied(1)
  expect(await keysOf(school, id)).not.toContain(`exports/${film.id}.mp4`)
})

describe('applying', () => {
  test('of the last of several lists that came at once is what is shown', async () => {
    const { id, student, instructor, edit, applied, row } = await taught()
    for (let i = 1; i <= 5; i += 1) expect(outcomeOf(await edit({ trimToSeconds: 10 + i }))).toBe('ok')
    await applied(5)
    expect(await row()).toMatchObject({ shownRevision: 5, edits: { trimToMs: 15_000 } })
    await expect
      .poll(async () => (await keysOf(school, id)).filter((key) => key.startsWith('edits/')))
      .toEqual(['edits/5', ...[instructor, student].map((who) => `edits/5-media/${trackOf(who.id)}/0`).sort()])
  })

  test('is tried again after a failure, then fails for people to see, and can be asked for again', async () => {
    const { id, student, instructor, edit, get, applied, row } = await taught()
    const keys = await keysOf(school, id)
    const log = keys.find((key) => key.startsWith('log/'))!
    const kept = await school.store.get(`recordings/${id}/${log}`)
    await school.store.put(`recordings/${id}/${log}`, new Uint8Array([99]))
    await school.db.job.create({
      data: { kind: 'recording.edit', key: id, leasedUntil: new Date(Date.now() + 60_000) },
    })
    await edit({ people: [{ userId: student.id, remove: true }] })
    await school.db.job.updateMany({ where: { key: id }, data: { leasedUntil: null, attempts: 3 } })
    await expect.poll(row, { timeout: 20_000 }).toMatchObject({ editState: 'FAILED', redacting: true })
    expect((await get('index')).status).toBe(409)
    await school.store.put(`recordings/${id}/${log}`, kept)
    const retry = 'mutation ($id: ID!) { retryRecording(id: $id) { edits { state } } }'
    expect((await school.askAs(instructor, retry, { id })).data.retryRecording.edits.state).toBe('APPLYING')
    await applied(1)
    expect(await allOf(get)).not.toContain('secret words')
  })
})

test.each([
  [{ trimFromSeconds: 60 }, 'BAD_REQUEST'],
  [{ cuts: [{ fromSeconds: 3, toSeconds: 2 }] }, 'BAD_REQUEST'],
  [{ people: [{ userId: randomUUID() }] }, 'BAD_REQUEST'],
])('%j: %s', async (input, code) => {
  const { edit } = await taught()
  expect(outcomeOf(await edit(input))).toBe(code)
})

test('what is not sealed cannot be edited yet', async () => {
  const { edit } = await taught({ sealedAt: null })
  expect(outcomeOf(await edit({ trimToSeconds: 5 }))).toBe('NOT_PLAYABLE')
})

test('tracks of others stay though their owner’s is asked for by another name', async () => {
  const { id, get } = await taught()
  await school.store.put(trackInitKey(id, 'stray'), new Uint8Array([1]))
  expect((await get('tracks/stray/init')).status).toBe(404)
})
