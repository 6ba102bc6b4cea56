import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { provideCertificate } from './provideCertificate.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-certificate-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a certificate is good for the address and for this machine itself, and is kept', async () => {
  const first = await provideCertificate(folder, '192.168.1.20')
  const parsed = new X509Certificate(first.cert)
  expect(parsed.checkIP('192.168.1.20')).toBe('192.168.1.20')
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(parsed.checkHost('localhost')).toBe('localhost')
  expect((await stat(join(folder, 'key.pem'))).mode & 0o777).toBe(0o600)
  expect(await provideCertificate(folder, '192.168.1.20')).toEqual(first)
})

test('another address gets another certificate', async () => {
  const first = await provideCertificate(folder, '192.168.1.20')
  const second = await provideCertificate(folder, '10.0.0.3')
  expect(second.cert).not.toBe(first.cert)
  expect(new X509Certificate(second.cert).checkIP('10.0.0.3')).toBe('10.0.0.3')
})
