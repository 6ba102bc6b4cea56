import { captionsKey, liveChunkKey, segmentKey } from '@lectern/recording'
import { decodeChunk } from '@lectern/recording/timeline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { joinToken } from '../support/joinToken.ts'
import { classroom } from '../support/people.ts'
import { putTimeline, recorded, STARTED_AT } from '../support/recorded.ts'
import { type School, SECRETS, startSchool } from '../support/startSchool.ts'

let school: School
let id: string
let room: Awaited<ReturnType<typeof classroom>>
let authorization: string

beforeAll(async () => {
  school = await startSchool()
  room = await classroom(school)
  id = (await recorded(school, room.course)).id
  authorization = await bearer(room.student)
})

afterAll(() => school.stop())

const bearer = async (user: { id: string }) =>
  `Bearer ${(await mintApiToken(user.id, SECRETS.LECTERN_API_SECRET)).token}`

const get = (path: string, headers: Record<string, string> = { authorization }, method = 'GET') =>
  fetch(`${school.url}/recordings/${path}`, { method, headers })
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code

describe('index', () => {
  test('is the timeline’s, and is not kept', async () => {
    const response = await get(`${id}/index`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ room: id, title: 'A class', live: false, revision: 0, endMs: 60_000 })
  })

  test('has the title and the chapters that a teacher gave', async () => {
    const recording = await recorded(school, room.course, {
      title: 'Stars',
      chapters: [{ id: 'c', atMs: 5, title: 'One' }],
    })
    const marks = [
      { atMs: 1, kind: 'chapter', title: 'Found' },
      { atMs: 9, kind: 'hand', title: 'Sam' },
    ] as const
    await putTimeline(school, recording.id, { marks: [...marks] })
    expect(await (await get(`${recording.id}/index`)).json()).toMatchObject({
      title: 'Stars',
      marks: [{ atMs: 5, kind: 'chapter', title: 'One' }, marks[1]],
    })
  })

  test('while class goes on it is the latest', async () => {
    const { id } = await recorded(school, room.course, {}, { state: 'LIVE' })
    const endOf = async () => ((await (await get(`${id}/index`)).json()) as { endMs: number }).endMs
    expect(await endOf()).toBe(60_000)
    await putTimeline(school, id, { live: true, endMs: 90_000 })
    await expect.poll(endOf).toBe(90_000)
    await school.db.liveSession.update({ where: { id }, data: { state: 'ENDED', liveCourseId: null } })
  })

  test('before anything has arrived there is nothing to play, yet', async () => {
    const { id } = await recorded(school, room.course)
    await school.store.deleteAll(`recordings/${id}/`)
    const response = await get(`${id}/index`)
    expect([response.status, await codeOf(response)]).toEqual([409, 'NOT_PLAYABLE'])
  })
})

describe('chunks', () => {
  test('come as they are stored, and last under their revision', async () => {
    const response = await get(`${id}/chunks/1?r=0`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes]).toEqual([...(await school.store.get(liveChunkKey(id, 1)))])
    expect(await decodeChunk(bytes)).toMatchObject({ kind: 'frames' })
    expect(response.headers.get('cache-control')).toBe('private, max-age=3600, immutable')
    expect(response.headers.get('vary')).toContain('Authorization')
  })

  test('of another revision are not told, and without one nothing lasts', async () => {
    expect((await get(`${id}/chunks/1?r=1`)).status).toBe(404)
    expect((await get(`${id}/chunks/1`)).headers.get('cache-control')).toBe('private, no-cache')
  })

  test.each(['2', '-1', '01', '1.0', 'x', '99999999999999999999', '1?r=x', '1?r=-0'])('%s is none', async (n) => {
    const response = await get(`${id}/chunks/${n}`)
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND'])
  })
})

describe('ranges', () => {
  const path = () => `${id}/tracks/camera-1/0`
  const range = (value: string, more: Record<string, string> = {}) =>
    get(path(), { authorization, range: value, ...more })

  test('the whole says how long it is, and that parts may be had', async () => {
    const response = await get(path())
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': '9',
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
    })
    expect(await response.text()).toBe('segment 0')
  })

  test.each([
    ['bytes=0-2', 'seg', 'bytes 0-2/9'],
    ['bytes=8-', '0', 'bytes 8-8/9'],
    ['bytes=-3', 't 0', 'bytes 6-8/9'],
    ['bytes=2-500', 'gment 0', 'bytes 2-8/9'],
  ])('%s', async (value, text, told) => {
    const response = await range(value)
    expect([response.status, response.headers.get('content-range')]).toEqual([206, told])
    expect(response.headers.get('content-length')).toBe(String(text.length))
    expect(await response.text()).toBe(text)
  })

  test('behind the end there is nothing', async () => {
    const response = await range('bytes=9-')
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */9'])
    expect(await response.text()).toBe('')
  })

  test('several at once, or nonsense, give the whole', async () => {
    expect((await range('bytes=0-1,4-5')).status).toBe(200)
    expect((await range('lines=1-2')).status).toBe(200)
  })

  test('what is known is not sent again, and a part of what has changed is not sent', async () => {
    const etag = (await get(path())).headers.get('etag')!
    const known = await get(path(), { authorization, 'if-none-match': `W/"x", ${etag}` })
    expect([known.status, await known.text()]).toEqual([304, ''])
    expect((await range('bytes=0-2', { 'if-range': etag })).status).toBe(206)
    expect((await range('bytes=0-2', { 'if-range': '"another"' })).status).toBe(200)
  })

  test('HEAD tells all but the bytes', async () => {
    const response = await get(path(), { authorization }, 'HEAD')
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '9', ''])
    expect((await get(`${id}/index`, { authorization }, 'HEAD')).status).toBe(200)
    expect((await get(`${id}/index`, {}, 'HEAD')).status).toBe(401)
  })
})

describe('tracks', () => {
  test('only what the index has is there', async () => {
    expect(await (await get(`${id}/tracks/camera-1/init`)).text()).toBe('init of camera-1')
    expect((await get(`${id}/tracks/camera-1/2`)).status).toBe(200)
    // In the store, and in no index: a piece that was cut out, a track that was dropped.
    expect((await get(`${id}/tracks/camera-1/1`)).status).toBe(404)
    await school.store.put(segmentKey(id, 'camera-2', 0), new Uint8Array([1]))
    expect((await get(`${id}/tracks/camera-2/0`)).status).toBe(404)
    expect((await get(`${id}/tracks/camera-2/init`)).status).toBe(404)
    expect((await get(`${id}/tracks/..%2Fcamera-1/init`)).status).toBe(404)
    expect((await get(`${id}/tracks/camera-1/track.json`)).status).toBe(404)
  })

  test('what the index has and the store has lost is not there', async () => {
    const { id } = await recorded(school, room.course)
    await school.store.delete(segmentKey(id, 'camera-1', 0))
    expect((await get(`${id}/tracks/camera-1/0`)).status).toBe(404)
  })

  test('the playlist names its pieces with the key that opened it', async () => {
    const { id } = await recorded(school, room.course, { visibility: 'LINK', linkKey: 'k&y' })
    const response = await get(`${id}/tracks/camera-1/index.m3u8?key=${encodeURIComponent('k&y')}`, {})
    expect(response.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    const lines = (await response.text()).split('\n')
    expect(lines).toEqual(expect.arrayContaining(['#EXT-X-MAP:URI="init?key=k%26y"', '0?key=k%26y', '2?key=k%26y']))
    expect(lines).toContain(`#EXT-X-PROGRAM-DATE-TIME:${new Date(STARTED_AT + 8000).toISOString()}`)
    expect(lines).toContain('#EXT-X-ENDLIST')
    expect((await get(`${id}/tracks/camera-1/0?key=k%26y`, {})).status).toBe(200)
  })
})

describe('state', () => {
  const stateAt = async (t: string) => (await get(`${id}/state?t=${t}`)).json()

  test('is the fold of the timeline: all documents, also what is empty in them', async () => {
    const empty = { pages: {}, people: {}, hands: {}, polls: {}, reactions: {}, media: {} }
    const before = { stage: { ...empty, class: { title: 'A class' } }, notes: { text: '' } }
    const after = { stage: { ...empty, class: { title: 'A class', page: '2' } }, notes: { text: '' } }
    expect(await stateAt('0')).toEqual({ t: 0, documents: before })
    expect(await stateAt('29999.5')).toEqual({ t: 29_999.5, documents: before })
    expect(await stateAt('30000')).toEqual({ t: 30_000, documents: after })
  })

  test('after the end it is the last one', async () => {
    expect(await stateAt('9999999')).toMatchObject({ t: 60_000, documents: { stage: { class: { page: '2' } } } })
  })

  test.each(['', '?t=', '?t=x', '?t=-1', '?t=NaN', '?t=Infinity', '?t[]=1'])('%s names no moment', async (query) => {
    const response = await get(`${id}/state${query}`)
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST'])
  })
})

test('the timeline as one object is there once it is sealed', async () => {
  const response = await get(`${id}/timeline`)
  expect([response.status, await codeOf(response)]).toEqual([409, 'NOT_PLAYABLE'])
})

describe('what may be kept', () => {
  const cacheOf = async (path: string) => (await get(path, {})).headers.get('cache-control')

  test('public pieces for a minute, by all; refusals by nobody', async () => {
    const { id } = await recorded(school, room.course, { visibility: 'PUBLIC' })
    expect(await cacheOf(`${id}/tracks/camera-1/0`)).toBe('public, max-age=60')
    expect(await cacheOf(`${id}/index`)).toBe('no-store')
    expect(await cacheOf(`${id}/tracks/none/0`)).toBe('no-store')
  })

  test('what is refused is kept by nobody', async () => {
    expect((await get(`${id}/tracks/camera-1/0`, {})).headers.get('cache-control')).toBe('no-store')
  })
})

describe('a room of another school', () => {
  const open = async (name: string, claims: object) => ({
    authorization: `Bearer ${await joinToken({ room: name, ...claims })}`,
  })

  test('is open to who holds a join token for it, while class goes on', async () => {
    await putTimeline(school, 'physics-1', { live: true })
    const headers = await open('physics-1', { sub: 'grace' })
    expect((await get('physics-1/index', headers)).status).toBe(200)
    expect((await get('physics-1/tracks/camera-1/0', headers)).status).toBe(200)
    expect((await get('physics-1/state?t=0', headers)).status).toBe(200)
    expect(await codeOf(await get('physics-1/index', await open('physics-2', {})))).toBe('NOT_FOUND')
    expect(await codeOf(await get('physics-1/index', { authorization: await bearer(room.admin) }))).toBe('NOT_FOUND')
    await putTimeline(school, 'physics-1', { live: false })
    await expect.poll(async () => (await get('physics-1/index', headers)).status).toBe(410)
  })

  test('but not to a guest who waits at the door', async () => {
    await putTimeline(school, 'physics-3', { live: true })
    expect(await codeOf(await get('physics-3/index', await open('physics-3', { guest: true })))).toBe('WAITING')
    expect((await get('physics-3/index', await open('physics-3', { guest: true, sub: 'ada' }))).status).toBe(200)
  })

  test('has nothing that only a school keeps', async () => {
    await putTimeline(school, 'physics-4', { live: true })
    await school.store.put(captionsKey('physics-4', 'en'), new Uint8Array([1]))
    const headers = await open('physics-4', { role: 'instructor' })
    expect((await get('physics-4/captions/en.vtt', headers)).status).toBe(404)
  })
})

describe('tokens', () => {
  test.each([
    ['no token', 'Basic abc', 'NOT_LOGGED_IN'],
    ['rubbish', 'Bearer abc', 'NOT_LOGGED_IN'],
  ])('%s', async (_what, header, code) => {
    expect(await codeOf(await get(`${id}/index`, { authorization: header }))).toBe(code)
  })

  test('a join token that is good for too long, or signed by somebody else, is none', async () => {
    const exp = Math.floor(Date.now() / 1000) + 25 * 60 * 60
    const long = await joinToken({ room: id, exp })
    expect(await codeOf(await get(`${id}/index`, { authorization: `Bearer ${long}` }))).toBe('BAD_TOKEN')
    const forged = `${(await joinToken({ room: id })).slice(0, -4)}AAAA`
    expect(await codeOf(await get(`${id}/index`, { authorization: `Bearer ${forged}` }))).toBe('BAD_TOKEN')
  })
})

test('the web app’s pages may read answers, with ranges', async () => {
  const origin = new URL(school.config.LECTERN_PUBLIC_WEB_URL).origin
  const preflight = await get(`${id}/index`, { origin }, 'OPTIONS')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('range')
  expect(preflight.headers.get('access-control-allow-methods')).toContain('GET')
})

test('one address may ask for so many pieces in a minute', async () => {
  const strict = await startSchool({ LECTERN_API_RECORDING_REQUESTS_PER_MINUTE: '2' })
  const statuses: number[] = []
  for (let i = 0; i < 3; i += 1) statuses.push((await fetch(`${strict.url}/recordings/x/index`)).status)
  expect(statuses).toEqual([404, 404, 429])
  await strict.stop()
})

test('an address that goes away in the middle does no harm', async () => {
  const { id } = await recorded(school, room.course)
  await school.store.put(segmentKey(id, 'camera-1', 0), new Uint8Array(20_000_000))
  const leaving = new AbortController()
  const response = await fetch(`${school.url}/recordings/${id}/tracks/camera-1/0`, {
    headers: { authorization },
    signal: leaving.signal,
  })
  await response.body!.getReader().read()
  leaving.abort()
  await expect.poll(() => school.logged.some((line) => line.includes('request cut off'))).toBe(true)
  expect(school.logged.some((line) => line.includes('a part of a recording was cut off'))).toBe(false)
  expect((await get(`${id}/index`)).status).toBe(200)
})
