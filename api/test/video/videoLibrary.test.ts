import { afterAll, beforeAll, expect } from 'vitest'
import { mintApiToken } from '../../src/users/apiToken.ts'
import { LocalVideoLibrary } from '../../src/video/LocalVideoLibrary.ts'
import { createMux, MuxVideoLibrary } from '../../src/video/MuxVideoLibrary.ts'
import { recordedClass } from '../support/recordedClass.ts'
import { type School, SECRETS, startSchool } from '../support/startSchool.ts'
import { MUX_KEYS, MuxStandIn } from './MuxStandIn.ts'
import { videoLibraryContract } from './videoLibraryContract.ts'

let school: School

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

videoLibraryContract('our own store', async () => {
  const { id, student } = await recordedClass(school, [{ id: 'camera-1', segmentBytes: [1000, 1000] }])
  const { token } = await mintApiToken(student.id, SECRETS.LECTERN_API_SECRET)
  return {
    library: new LocalVideoLibrary(),
    room: id,
    track: 'camera-1',
    work: () => {},
    fetchPlaylist: async (url) =>
      (await fetch(`${school.url}${url}`, { headers: { authorization: `Bearer ${token}` } })).status,
    close: async () => {},
  }
})

videoLibraryContract('Mux', async () => {
  const stand = await new MuxStandIn().start()
  const mux = createMux({
    tokenId: MUX_KEYS.LECTERN_API_MUX_TOKEN_ID,
    tokenSecret: MUX_KEYS.LECTERN_API_MUX_TOKEN_SECRET,
    webhookSecret: MUX_KEYS.LECTERN_API_MUX_WEBHOOK_SECRET,
    signingKey: MUX_KEYS.LECTERN_API_MUX_SIGNING_KEY,
    signingPrivateKey: MUX_KEYS.LECTERN_API_MUX_SIGNING_PRIVATE_KEY,
    url: stand.url,
  })
  return {
    library: new MuxVideoLibrary({ mux, webUrl: 'https://school.test' }),
    room: 'room-1',
    track: 'camera-1',
    work: () => {
      for (const asset of stand.assets.values()) stand.finish(asset)
    },
    fetchPlaylist: async (url) => (await fetch(url.replace('https://stream.mux.com', stand.url))).status,
    close: async () => {
      await stand.stop()
      expect(stand.problems).toEqual([])
    },
  }
})
