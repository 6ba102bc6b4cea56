import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LogFile, readable } from './LogFile.ts'

let folder: string
let log: LogFile
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-log-'))
  log = new LogFile(join(folder, 'logs', 'a.log'), 100)
})
afterEach(() => {
  log.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a service does: writes to the file that it was given as standard output. */
function childSays(text: string): void {
  spawnSync(process.execPath, ['-e', `process.stdout.write(${JSON.stringify(text)})`], {
    stdio: ['ignore', log.fd, log.fd],
  })
}

test('holds what a child says and what we say, in order, and knows the last of it', () => {
  childSays('{"level":30,"msg":"from a logger"}\n')
  const from = log.size
  log.write('plain "words"')
  childSays('{"level":50,"msg":"the end"}\n')
  const lines = readFileSync(join(folder, 'logs', 'a.log'), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['from a logger', 'plain "words"', 'the end'])
  expect(log.lastLines(10, from)).toEqual(['plain "words"', 'the end'])
  expect(log.lastLines(1)).toEqual(['the end'])
})

test('a full file is put aside while its writer goes on, and only the newest few are kept', () => {
  for (let index = 0; index < 6; index++) {
    childSays(`{"msg":"${String(index).padStart(120, '0')}"}\n`)
    log.rotateIfFull()
  }
  childSays('{"msg":"newest"}\n')
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2', 'a.log.3'])
  expect(readFileSync(join(folder, 'logs/a.log'), 'utf8')).toBe('{"msg":"newest"}\n')
  expect(readFileSync(join(folder, 'logs/a.log.1'), 'utf8')).toContain('05"')
})

test('lines are followed as they are written, whole ones only, over a rotation too', async () => {
  log.write('before')
  const seen: string[] = []
  log.follow((line) => seen.push(line))
  childSays('{"msg":"half')
  childSays(' and half"}\n')
  await vi.waitFor(() => expect(seen).toEqual(['half and half']), 5_000)
  log.write('x'.repeat(200))
  log.rotateIfFull()
  log.write('after')
  await vi.waitFor(() => expect(seen.at(-1)).toBe('after'), 5_000)
})

test('a line for people shows the message and the error', () => {
  expect(readable('{"msg":"cannot listen","err":{"message":"EADDRINUSE"}}')).toBe('cannot listen: EADDRINUSE')
  expect(readable('not JSON')).toBe('not JSON')
  expect(readable('{"level":30}')).toBe('{"level":30}')
})
