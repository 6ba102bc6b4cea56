import { captionsKey, liveIndexKey } from '@lectern/recording'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PUBLISH_VIDEO } from '../../src/video/publishVideo.ts'
import { type GivenTrack, recordedClass } from '../support/recordedClass.ts'
import { type School, startSchool } from '../support/startSchool.ts'
import { MUX_KEYS, MuxStandIn } from './MuxStandIn.ts'

const MB = 1024 * 1024
const CAMERA: GivenTrack = { id: 'camera-1', segmentBytes: [3 * MB, 4 * MB, 5 * MB, 6 * MB, 2 * MB + 17] }
const MICROPHONE: GivenTrack = {
  id: 'microphone-1',
  source: 'microphone',
  mime: 'audio/mp4; codecs="opus"',
  segmentBytes: [20_000, 30_000],
}
const CAMERA_BYTES = 700 + CAMERA.segmentBytes.reduce((sum, bytes) => sum + bytes, 0)

const VIDEO = `query ($id: ID!) { recording(id: $id) { video {
  state percent failure tracks { track playbackId token thumbnailToken storyboardToken } } } }`

let mux: MuxStandIn
let school: School

beforeAll(async () => {
  mux = await new MuxStandIn().start()
  school = await startSchool({ ...MUX_KEYS, LECTERN_API_MUX_URL: mux.url })
})

afterAll(async () => {
  await school.stop()
  await mux.stop()
})

beforeEach(() => {
  mux.outbox.length = 0
  mux.asked.length = 0
  mux.received = 0
})

afterEach(() => expect(mux.problems).toEqual([]))

type Recorded = Awaited<ReturnType<typeof recordedClass>>

const publish = ({ id }: Recorded) => school.jobs.ask(PUBLISH_VIDEO, id)
const rowOf = ({ id }: Recorded) => school.db.recording.findUniqueOrThrow({ where: { id } })
const stateOf = async (recorded: Recorded) => (await rowOf(recorded)).videoState
const tracksOf = ({ id }: Recorded) =>
  school.db.recordingTrack.findMany({ where: { recordingId: id }, orderBy: { track: 'asc' } })
const becomes = (recorded: Recorded, state: string) =>
  expect.poll(() => stateOf(recorded), { timeout: 20_000, interval: 20 }).toBe(state)
const asset = ({ id }: Recorded, track = CAMERA.id) => mux.assetOf(`${id}:${track}`)
const idle = ({ id: key }: Recorded) =>
  expect.poll(() => school.db.job.count({ where: { kind: PUBLISH_VIDEO, key } }), { timeout: 20_000 }).toBe(0)

async function shown(recorded: Recorded, who = recorded.student) {
  const { data } = await school.askAs(who, VIDEO, { id: recorded.id })
  return data.recording.video
}

/** Uploaded, and Mux has told nothing yet. */
async function uploaded(tracks: GivenTrack[] = [CAMERA]) {
  const recorded = await recordedClass(school, tracks)
  await publish(recorded)
  await becomes(recorded, 'PROCESSING')
  return recorded
}

async function ready(tracks?: GivenTrack[]) {
  const recorded = await uploaded(tracks)
  for (const each of tracks ?? [CAMERA]) mux.finish(asset(recorded, each.id))
  await mux.deliverAll(school.url)
  await becomes(recorded, 'READY')
  await idle(recorded)
  return recorded
}

const event = (type: string) => {
  const found = mux.outbox.find((each) => each.type === type)
  if (!found) throw new Error(`Mux has not told ${type}`)
  return found
}
const deliver = (type: string) => mux.deliver(event(type), school.url)

describe('a recording goes to Mux', () => {
  test('every track, byte by byte, and is played from there once all are ready', async () => {
    const recorded = await recordedClass(school, [CAMERA, MICROPHONE])
    expect(await shown(recorded)).toEqual({ state: 'LOCAL', percent: null, failure: null, tracks: [] })
    await school.jobs.ask(PUBLISH_VIDEO, recorded.id, { inMs: 60_000 })
    expect(await shown(recorded)).toEqual({ state: 'UPLOADING', percent: 0, failure: null, tracks: [] })
    await publish(recorded)
    await becomes(recorded, 'PROCESSING')
    const uploads = [...mux.uploads.values()].filter(({ settings }) => settings.passthrough.startsWith(recorded.id))
    expect(uploads.map(({ settings }) => settings)).toEqual([
      { passthrough: `${recorded.id}:camera-1`, playback_policies: ['signed'], video_quality: 'basic' },
      { passthrough: `${recorded.id}:microphone-1`, playback_policies: ['signed'], video_quality: 'basic' },
    ])
    for (const { settings, bytes } of uploads) {
      expect(bytes.equals(recorded.media.get(settings.passthrough.split(':')[1]!)!)).toBe(true)
    }

    mux.finish(asset(recorded))
    await mux.deliverAll(school.url)
    expect(await shown(recorded)).toEqual({ state: 'PROCESSING', percent: null, failure: null, tracks: [] })

    mux.finish(asset(recorded, MICROPHONE.id))
    await mux.deliverAll(school.url)
    const video = await shown(recorded)
    expect(video).toMatchObject({ state: 'READY', failure: null })
    expect(video.tracks.map(({ track }: { track: string }) => track)).toEqual(['camera-1', 'microphone-1'])
    const [{ playbackId, token, thumbnailToken }] = video.tracks
    expect((await fetch(`${mux.url}/${playbackId}.m3u8?token=${token}`)).status).toBe(200)
    expect((await fetch(`${mux.url}/${playbackId}.m3u8?token=${thumbnailToken}`)).status).toBe(403)
  })

  test('the percentage grows with what is there', async () => {
    const recorded = await recordedClass(school, [CAMERA])
    mux.breakUploadAfter(12 * MB)
    await publish(recorded)
    await expect
      .poll(async () => (await rowOf(recorded)).videoFailure, { timeout: 10_000, interval: 10 })
      .toMatch(/broke off/)
    const video = await shown(recorded, recorded.instructor)
    expect(video).toMatchObject({ state: 'UPLOADING', tracks: [] })
    expect(video.percent).toBe(Math.floor((8 * MB * 100) / CAMERA_BYTES))
    expect((await shown(recorded)).failure).toBeNull()
    await becomes(recorded, 'PROCESSING')
  })

  test('nobody is given tokens who may not watch', async () => {
    const recorded = await ready()
    for (const who of [null, recorded.otherStudent, recorded.otherInstructor]) {
      const { data } = await school.askAs(who, VIDEO, { id: recorded.id })
      expect(data.recording).toBeNull()
    }
    await school.db.recording.update({ where: { id: recorded.id }, data: { redacting: true } })
    expect(await shown(recorded)).toMatchObject({ state: 'LOCAL', tracks: [] })
    expect(await shown(recorded, recorded.instructor)).toMatchObject({ state: 'READY' })
  })
})

describe('an upload that is broken', () => {
  test('at half goes on from there, and nothing is sent twice that had arrived', async () => {
    const recorded = await recordedClass(school, [CAMERA])
    mux.breakUploadAfter(10 * MB)
    await publish(recorded)
    await becomes(recorded, 'PROCESSING')
    const [upload] = [...mux.uploads.values()].filter(
      ({ settings }) => settings.passthrough === `${recorded.id}:camera-1`,
    )
    expect(upload!.bytes.equals(recorded.media.get('camera-1')!)).toBe(true)
    expect(mux.received - CAMERA_BYTES).toBeLessThan(MB)
    expect(mux.asked.filter((each) => each === 'POST /video/v1/uploads')).toHaveLength(1)
  })

  test('whose address is gone begins anew', async () => {
    const recorded = await recordedClass(school, [CAMERA])
    mux.breakUploadAfter(10 * MB)
    await publish(recorded)
    await expect
      .poll(async () => (await rowOf(recorded)).videoFailure, { timeout: 10_000, interval: 10 })
      .toMatch(/broke off/)
    const first = [...mux.uploads.values()].at(-1)!
    first.upload.status = 'cancelled'
    await becomes(recorded, 'PROCESSING')
    expect([...mux.uploads.values()].at(-1)).not.toBe(first)
    expect(asset(recorded).upload_id).not.toBe(first.upload.id)
  })
})

describe('Mux is busy', () => {
  test.each([
    ['429 with Retry-After', { times: 2, status: 429, headers: { 'retry-after': '0.2' } }],
    ['503', { times: 1, status: 503 }],
  ])('%s: it waits and goes on', async (_what, failure) => {
    const recorded = await recordedClass(school, [MICROPHONE])
    mux.fail(failure)
    await publish(recorded)
    await becomes(recorded, 'PROCESSING')
    expect(mux.asked.filter((each) => each === 'POST /video/v1/uploads')).toHaveLength(failure.times + 1)
  })

  test('for good: it fails with the reason, is played from here, and a retry brings it there', async () => {
    const recorded = await recordedClass(school, [MICROPHONE])
    mux.fail({ times: 1, status: 401 })
    await publish(recorded)
    await becomes(recorded, 'FAILED')
    await idle(recorded)
    expect(await shown(recorded, recorded.instructor)).toEqual({
      state: 'FAILED',
      percent: null,
      failure: 'Mux does not accept the keys of this school.',
      tracks: [],
    })
    const retry = `mutation ($id: ID!) { retryRecording(id: $id) { id } }`
    expect((await school.askAs(recorded.student, retry, { id: recorded.id })).errors[0]?.extensions.code).toBe(
      'NOT_ALLOWED',
    )
    expect((await school.askAs(recorded.instructor, retry, { id: recorded.id })).errors).toEqual([])
    await becomes(recorded, 'PROCESSING')
  })
})

describe('webhooks', () => {
  test('twice, they have one effect', async () => {
    const recorded = await uploaded()
    mux.finish(asset(recorded))
    const events = [...mux.outbox]
    for (const each of [...events, ...events]) expect(await mux.deliver(each, school.url)).toBe(204)
    expect(await stateOf(recorded)).toBe('READY')
    expect(await school.db.videoEvent.count({ where: { id: { in: events.map(({ id }) => id) } } })).toBe(events.length)
    await idle(recorded)
  })

  test('ready before the upload has become an asset', async () => {
    const recorded = await uploaded()
    mux.finish(asset(recorded))
    await deliver('video.asset.ready')
    expect(await stateOf(recorded)).toBe('READY')
    await deliver('video.upload.asset_created')
    await deliver('video.asset.created')
    expect(await stateOf(recorded)).toBe('READY')
    expect((await tracksOf(recorded))[0]).toMatchObject({ assetId: asset(recorded).id, failure: null })
  })

  test('deleted at Mux: played from here again, and a late "ready" changes nothing', async () => {
    const recorded = await uploaded()
    const made = asset(recorded)
    mux.finish(made)
    mux.deleteAsset(made)
    await deliver('video.asset.deleted')
    await deliver('video.asset.ready')
    expect(await shown(recorded, recorded.instructor)).toMatchObject({
      state: 'FAILED',
      failure: 'It was deleted at Mux.',
      tracks: [],
    })
    await idle(recorded)
  })

  test('what Mux cannot use fails with its reason', async () => {
    const recorded = await uploaded()
    mux.finish(asset(recorded), 'errored')
    await mux.deliverAll(school.url)
    expect(await shown(recorded, recorded.instructor)).toMatchObject({
      state: 'FAILED',
      failure: 'Mux: The file is not a video.',
    })
    await idle(recorded)
  })

  test('none at all: it asks by itself', async () => {
    const recorded = await uploaded()
    mux.finish(asset(recorded))
    mux.outbox.length = 0
    await publish(recorded)
    await becomes(recorded, 'READY')
  })

  test('of a former try, they change nothing', async () => {
    const recorded = await ready([MICROPHONE])
    const former = structuredClone(asset(recorded, MICROPHONE.id))
    mux.deleteAsset(asset(recorded, MICROPHONE.id))
    await mux.deliverAll(school.url)
    await idle(recorded)
    await school.askAs(recorded.instructor, `mutation ($id: ID!) { retryRecording(id: $id) { id } }`, {
      id: recorded.id,
    })
    await becomes(recorded, 'PROCESSING')
    mux.outbox.length = 0
    mux.finish(former, 'errored')
    await mux.deliverAll(school.url)
    expect(await stateOf(recorded)).toBe('PROCESSING')
  })

  test.each([
    ['another secret', { secret: 'somebody else has made this one up' }],
    ['an old signature', { ageSeconds: 301 }],
  ])('with %s are refused', async (_what, options) => {
    const recorded = await uploaded([MICROPHONE])
    mux.finish(asset(recorded, MICROPHONE.id))
    expect(await mux.deliver(event('video.asset.ready'), school.url, options)).toBe(401)
    expect(await stateOf(recorded)).toBe('PROCESSING')
  })

  test('of other things are taken and change nothing', async () => {
    const other = { ...event0(), type: 'video.live_stream.idle' }
    expect(await mux.deliver(other as never, school.url)).toBe(204)
  })

  const event0 = () => ({ id: 'an-event', data: {}, created_at: new Date().toISOString(), attempts: [] })
})

describe('what is taken out here goes at Mux', () => {
  test('tracks that an edit drops, and those that it shortens come anew', async () => {
    const recorded = await ready([CAMERA, MICROPHONE])
    const [camera, microphone] = [asset(recorded), asset(recorded, MICROPHONE.id)]
    const shorter = { ...recorded.index.tracks[1]!, segments: [null, recorded.index.tracks[1]!.segments[1]!] }
    await school.store.put(
      liveIndexKey(recorded.id),
      Buffer.from(JSON.stringify({ ...recorded.index, tracks: [shorter] })),
    )
    const isThere = async () => {
      await publish(recorded)
      return mux.assets.has(camera.id)
    }
    await expect.poll(isThere, { timeout: 10_000, interval: 500 }).toBe(false)
    await becomes(recorded, 'PROCESSING')
    expect(mux.assets.has(microphone.id)).toBe(false)
    expect((await tracksOf(recorded)).map(({ track }) => track)).toEqual(['microphone-1'])
    expect(asset(recorded, MICROPHONE.id).id).not.toBe(microphone.id)
  })

  test('all of it, when the recording is deleted', async () => {
    const recorded = await ready()
    const made = asset(recorded)
    const { data } = await school.askAs(recorded.instructor, `mutation ($id: ID!) { deleteRecording(id: $id) }`, {
      id: recorded.id,
    })
    expect(data.deleteRecording).toBe(true)
    await expect.poll(() => mux.assets.has(made.id), { timeout: 10_000 }).toBe(false)
    await expect.poll(() => tracksOf(recorded)).toEqual([])
  })

  test('also half an upload', async () => {
    const recorded = await recordedClass(school, [CAMERA])
    mux.breakUploadAfter(10 * MB)
    await publish(recorded)
    await expect
      .poll(async () => (await rowOf(recorded)).videoFailure, { timeout: 10_000, interval: 10 })
      .toMatch(/broke off/)
    await school.askAs(recorded.instructor, `mutation ($id: ID!) { deleteRecording(id: $id) }`, { id: recorded.id })
    await expect.poll(() => tracksOf(recorded), { timeout: 10_000 }).toEqual([])
    const upload = [...mux.uploads.values()].find(({ settings }) => settings.passthrough.startsWith(recorded.id))!
    expect(['cancelled', 'asset_created']).toContain(upload.upload.status)
    expect([...mux.assets.values()].filter(({ passthrough }) => passthrough?.startsWith(recorded.id))).toEqual([])
  })
})

test('captions go along, in time of the track, and their address opens nothing else', async () => {
  const recorded = await ready()
  await school.store.put(captionsKey(recorded.id, 'en'), Buffer.from('WEBVTT\n\n00:03.000 --> 00:04.000\nHello\n'))
  await school.db.recordingCaptions.create({ data: { recordingId: recorded.id, language: 'en', label: 'English' } })
  await publish(recorded)
  await expect.poll(() => asset(recorded).tracks?.length, { timeout: 10_000 }).toBe(1)
  expect(asset(recorded).tracks![0]).toMatchObject({ type: 'text', language_code: 'en', name: 'English' })
  const address = mux.captionUrls.at(-1)!.replace(school.config.LECTERN_PUBLIC_WEB_URL, '').replace('/api', school.url)
  const fetched = await fetch(address)
  expect(fetched.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  // The track begins a second later than class.
  expect(await fetched.text()).toContain('00:00:02.000 --> 00:00:03.000\nHello')
  for (const [from, to] of [
    [recorded.id, (await recordedClass(school, [])).id],
    ['library-captions', 'captions'],
    ['.ey', '.ez'],
  ] as const) {
    expect((await fetch(address.replace(from, to))).ok).toBe(false)
  }
  await idle(recorded)
  await publish(recorded)
  await idle(recorded)
  expect(asset(recorded).tracks).toHaveLength(1)
  await school.db.recordingCaptions.deleteMany({ where: { recordingId: recorded.id } })
  await publish(recorded)
  await expect.poll(() => asset(recorded).tracks?.length, { timeout: 10_000 }).toBe(0)
})
