import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packagesInstalled } from './bootstrap.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-lock-'))
  await mkdir(join(folder, 'node_modules'))
})
afterEach(() => rm(folder, { recursive: true }))

const WANTED = {
  '': { version: '1.0.0' },
  web: { version: '1.0.0' },
  'node_modules/@lectern/web': { link: true },
  'node_modules/react': { version: '19.0.0' },
  'web/node_modules/cookie': { version: '2.0.0' },
  'node_modules/for-windows': { version: '1.0.0', optional: true },
}

async function isInstalled(installed: object): Promise<boolean> {
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: WANTED }))
  await writeFile(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }))
  return packagesInstalled(folder)
}

const ALL = {
  'node_modules/@lectern/web': { link: true },
  'node_modules/react': { version: '19.0.0' },
  'web/node_modules/cookie': { version: '2.0.0' },
}

test('packages are installed when all that this platform takes is there', async () => {
  expect(await isInstalled(ALL)).toBe(true)
})

test.each([
  ['a package is missing', { 'node_modules/react': undefined }],
  ['one of a workspace is missing', { 'web/node_modules/cookie': undefined }],
  ['one has another version', { 'web/node_modules/cookie': { version: '1.0.0' } }],
  ['a workspace is not linked', { 'node_modules/@lectern/web': undefined }],
])('they are not when %s', async (_what, change) => {
  expect(await isInstalled({ ...ALL, ...change })).toBe(false)
})

test('they are not when npm did not come to its end', () => {
  expect(packagesInstalled(folder)).toBe(false)
})
