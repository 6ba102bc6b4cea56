import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogFile, readable } from './LogFile.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('every line of the file is JSON, whatever was written', () => {
  const log = new LogFile(join(folder, 'logs', 'a.log'))
  log.write('{"level":30,"msg":"from a logger"}')
  log.write('plain "words"')
  log.close()
  const lines = readFileSync(join(folder, 'logs', 'a.log'), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['from a logger', 'plain "words"'])
  expect(log.lastLines).toEqual(['from a logger', 'plain "words"'])
})

test('a full file is put aside, and only the newest few are kept', () => {
  const log = new LogFile(join(folder, 'a.log'), 100)
  for (let index = 0; index < 40; index++) log.write(`{"msg":"${String(index).padStart(60, '0')}"}`)
  log.close()
  expect(readdirSync(folder).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2', 'a.log.3'])
  expect(readFileSync(join(folder, 'a.log'), 'utf8')).toContain('39"')
})

test('a line for people shows the message and the error', () => {
  expect(readable('{"msg":"cannot listen","err":{"message":"EADDRINUSE"}}')).toBe('cannot listen: EADDRINUSE')
  expect(readable('not JSON')).toBe('not JSON')
  expect(readable('{"level":30}')).toBe('{"level":30}')
})
