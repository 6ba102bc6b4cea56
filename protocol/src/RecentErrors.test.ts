import { expect, test } from 'vitest'
import { LecternError } from './errors.ts'
import { RecentErrors } from './RecentErrors.ts'

/** Logs as pino does: each line goes through the hook. */
function logging(recent: RecentErrors) {
  const lines: unknown[][] = []
  const log = (level: number, ...args: unknown[]) =>
    recent.hooks.logMethod.call({}, args, (...line: unknown[]) => lines.push(line), level)
  return { log, lines }
}

test('errors are kept with their code and our words, and logged as they were', () => {
  const recent = new RecentErrors()
  const { log, lines } = logging(recent)
  const refused = Object.assign(new Error('connect to 10.1.2.3 as ada@school.test'), { code: 'ECONNREFUSED' })
  log(50, { err: refused, room: 'r' }, 'the api did not answer')
  log(60, { err: new LecternError('CONFLICT') }, 'a command failed')
  log(50, { err: new TypeError('x is not a function') }, 'a page failed')
  expect(recent.list()).toMatchObject([
    { code: 'TypeError', message: 'a page failed' },
    { code: 'CONFLICT', message: 'a command failed' },
    { code: 'ECONNREFUSED', message: 'the api did not answer' },
  ])
  expect(JSON.stringify(recent.list())).not.toContain('ada@')
  expect(lines[0]).toEqual([{ err: refused, room: 'r' }, 'the api did not answer'])
})

test('what is not an error is not kept, and words of others are not', () => {
  const recent = new RecentErrors()
  const { log } = logging(recent)
  log(40, { err: new Error() }, 'a warning')
  log(50, 'Failed for ada@school.test')
  expect(recent.list()).toMatchObject([{ code: 'ERROR', message: 'see the log' }])
})

test('only the last hundred are kept', () => {
  const recent = new RecentErrors()
  for (let i = 0; i < 250; i++) recent.note(undefined, `error ${i}`, i)
  expect(recent.list()).toHaveLength(100)
  expect(recent.list()[0]).toEqual({ at: 249, code: 'ERROR', message: 'error 249' })
})
