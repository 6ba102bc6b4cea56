import { afterAll, beforeAll, expect, test } from 'vitest'
import { S3Server } from '../../../scripts/support/S3Server.ts'
import { ObjectStoreError } from '../../src/store/ObjectStore.ts'
import { openObjectStore } from '../../src/store/openObjectStore.ts'
import { objectStoreContract } from '../support/objectStoreContract.ts'

let server: S3Server

// A clean machine makes the server first.
beforeAll(async () => {
  server = await S3Server.start()
}, 300_000)

afterAll(() => server.stop())

objectStoreContract('S3', () => openObjectStore({ s3: { ...server.settings, prefix: 'school/lectern' } }))

test('[OS7] stores under different prefixes of a bucket do not see one another', async () => {
  const [a, b] = await Promise.all(
    ['prefix/a', 'prefix/ab'].map((prefix) => openObjectStore({ s3: { ...server.settings, prefix } })),
  )
  await a!.put('x', new Uint8Array(1))
  for await (const object of b!.list('')) expect.unreachable(object.key)
  expect(await b!.head('x')).toBeUndefined()
})

test('a store that refuses or does not answer says so by name', async () => {
  const credentials = { ...server.settings.credentials, secretAccessKey: 'another' }
  const refused = await openObjectStore({ s3: { ...server.settings, credentials } })
  await expect(refused.put('x', new Uint8Array(1))).rejects.toMatchObject({ reason: 'refused' })
  const noBucket = await openObjectStore({ s3: { ...server.settings, bucket: 'nowhere' } })
  await expect(noBucket.get('x')).rejects.toThrow(ObjectStoreError)
  const unreachable = await openObjectStore({ s3: { ...server.settings, endpoint: 'http://127.0.0.1:9' } })
  await expect(unreachable.get('x')).rejects.toMatchObject({ reason: 'unreachable' })
})
