import { readConfig, SHARED_KEYS } from '@lectern/protocol/config'
import { expect, test } from 'vitest'
import { STORE_KEYS, storeSettings } from './storeSettings.ts'

const read = (env: Record<string, string>) =>
  storeSettings(readConfig({ LECTERN_DATA_DIR: SHARED_KEYS.LECTERN_DATA_DIR, ...STORE_KEYS }, env))

test('without a bucket the store is a folder of the data folder', () => {
  expect(read({})).toEqual({ folder: '.lectern/store' })
  expect(read({ LECTERN_DATA_DIR: '/data', LECTERN_STORE_S3_BUCKET: '' })).toEqual({ folder: '/data/store' })
})

test('with a bucket it is S3', () => {
  expect(read({ LECTERN_STORE_S3_BUCKET: 'b' })).toEqual({
    s3: { bucket: 'b', endpoint: undefined, region: 'us-east-1', prefix: '', credentials: undefined },
  })
  const env = {
    LECTERN_STORE_S3_BUCKET: 'b',
    LECTERN_STORE_S3_ENDPOINT: 'http://127.0.0.1:9000',
    LECTERN_STORE_S3_REGION: 'eu',
    LECTERN_STORE_S3_PREFIX: 'school/lectern',
    LECTERN_STORE_S3_ACCESS_KEY_ID: 'id',
    LECTERN_STORE_S3_SECRET_ACCESS_KEY: 'secret',
  }
  expect(read(env)).toEqual({
    s3: {
      bucket: 'b',
      endpoint: 'http://127.0.0.1:9000',
      region: 'eu',
      prefix: 'school/lectern',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    },
  })
})

test.each([
  ['LECTERN_STORE_S3_BUCKET', { LECTERN_STORE_S3_ENDPOINT: 'http://127.0.0.1:9000' }],
  ['LECTERN_STORE_S3_SECRET_ACCESS_KEY', { LECTERN_STORE_S3_BUCKET: 'b', LECTERN_STORE_S3_ACCESS_KEY_ID: 'id' }],
  ['LECTERN_STORE_S3_ACCESS_KEY_ID', { LECTERN_STORE_S3_BUCKET: 'b', LECTERN_STORE_S3_SECRET_ACCESS_KEY: 's' }],
  ['LECTERN_STORE_S3_PREFIX', { LECTERN_STORE_S3_BUCKET: 'b', LECTERN_STORE_S3_PREFIX: '../x' }],
  ['LECTERN_STORE_S3_PREFIX', { LECTERN_STORE_S3_BUCKET: 'b', LECTERN_STORE_S3_PREFIX: 'x/' }],
])('half a bucket names what is wrong: %s', (key, env) => {
  expect(() => read(env as Record<string, string>)).toThrow(expect.objectContaining({ key }))
})
