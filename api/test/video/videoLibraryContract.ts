import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { effectOf } from '../../src/video/changeTrack.ts'
import type { KnownTrack, Save, TrackSource, VideoLibrary } from '../../src/video/VideoLibrary.ts'

/** A library with what stands behind it. */
export interface LibraryUnderTest {
  library: VideoLibrary
  /** A room and a track that the library can be given. */
  room: string
  track: string
  /** Whatever the library does by itself after it has everything. */
  work(): void
  /** Asks for a playlist as somebody who may watch; the status. */
  fetchPlaylist(url: string): Promise<number>
  close(): Promise<void>
}

const BYTES = 9 * 1024 * 1024 + 5

/** What every video library promises. */
export function videoLibraryContract(name: string, open: () => Promise<LibraryUnderTest>): void {
  describe(`a video library: ${name}`, () => {
    let under: LibraryUnderTest
    let known: KnownTrack
    let content: Buffer

    beforeEach(async () => {
      under = await open()
      content = randomBytes(BYTES)
      const none = { uploadId: null, uploadUrl: null, assetId: null, playbackId: null, failure: null }
      known = { recordingId: under.room, track: under.track, state: 'LOCAL', bytesSent: 0n, ...none }
    })

    afterEach(() => under.close())

    const save: Save = async (change) => {
      Object.assign(known, effectOf(known, change))
    }

    function source({ breakAt = Number.POSITIVE_INFINITY } = {}): TrackSource {
      async function* read(from: number) {
        for (let at = from; at < BYTES; at += 1_000_000) {
          if (at >= breakAt) throw new Error('the store is away')
          yield content.subarray(at, at + 1_000_000)
        }
      }
      return { room: under.room, track: under.track, fromSeconds: 0, hasPicture: true, bytes: BYTES, read }
    }

    const bring = (from = source(), signal = new AbortController().signal) =>
      under.library.bring(from, { ...known }, save, signal)

    async function brought(): Promise<void> {
      await bring()
      under.work()
      await bring()
    }

    test('[VL1] a track that is brought is there, and bringing it again changes nothing', async () => {
      await brought()
      expect(known).toMatchObject({ state: 'READY', bytesSent: BigInt(BYTES), failure: null })
      const before = { ...known }
      await bring()
      expect(known).toEqual(before)
    })

    test('[VL2] it is played by the address that the library gives', async () => {
      await brought()
      const { url } = await under.library.playback(known, 60)
      expect(await under.fetchPlaylist(url)).toBe(200)
    })

    test('[VL3] what broke off is brought by another try', async () => {
      await bring(source({ breakAt: 8_500_000 })).catch(() => undefined)
      await brought()
      expect(known).toMatchObject({ state: 'READY', bytesSent: BigInt(BYTES) })
    })

    test('[VL4] what was stopped is brought by another try', async () => {
      await bring(source(), AbortSignal.abort()).catch(() => undefined)
      await brought()
      expect(known.state).toBe('READY')
    })

    test('[VL5] captions are taken and removed, again too, or there is no need of them', async () => {
      await brought()
      const id = await under.library.addCaptions(known, {
        language: 'pt-BR',
        label: 'Português',
        url: 'https://school.test/captions.vtt',
      })
      if (id === null) return expect(under.library.isElsewhere).toBe(false)
      await under.library.removeCaptions(known, id)
      await under.library.removeCaptions(known, id)
    })

    test('[VL6] what is removed is gone from there, again too, and half of it as well', async () => {
      await under.library.remove(known)
      await bring(source({ breakAt: 8_500_000 })).catch(() => undefined)
      await under.library.remove(known)
      Object.assign(known, { state: 'LOCAL', uploadId: null, uploadUrl: null })
      await brought()
      const { url } = await under.library.playback(known, 60)
      await under.library.remove(known)
      await under.library.remove(known)
      if (under.library.isElsewhere) expect(await under.fetchPlaylist(url)).not.toBe(200)
    })
  })
}
