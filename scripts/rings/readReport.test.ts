import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readReport, sum } from './readReport.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function count(change: object) {
  const file = join(folder, 'report.json')
  const report = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...change,
  }
  await writeFile(file, JSON.stringify(report))
  return readReport(file)
}

const file = (...assertionResults: object[]) => ({ name: 'a.test.ts', message: '', assertionResults })
const failed = { status: 'failed', fullName: 'the board draws', failureMessages: ['expected 1\nto be 2'] }

test('tests are counted as vitest counts them, and what failed is told with its reason', async () => {
  const testResults = [file({ status: 'passed' }, failed)]
  expect(await count({ numPassedTests: 5, numFailedTests: 1, testResults })).toEqual({
    passed: 5,
    failed: 1,
    reasons: ['a.test.ts: the board draws\nexpected 1\nto be 2'],
  })
})

test('of a long reason only the beginning is told', async () => {
  const endless = { ...failed, failureMessages: ['a line\n'.repeat(1000)] }
  const { reasons } = await count({ numFailedTests: 1, testResults: [file(endless)] })
  expect(reasons[0]!.split('\n')).toHaveLength(25)
})

test('what did not run has failed: skipped tests, empty files, no tests at all, no report', async () => {
  expect(await count({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 })).toEqual({
    passed: 5,
    failed: 2,
    reasons: ['2 tests were skipped'],
  })
  const broken = { ...file(), message: 'SyntaxError: no such thing' }
  expect(await count({ numPassedTests: 5, testResults: [file({ status: 'passed' }), broken] })).toEqual({
    passed: 5,
    failed: 1,
    reasons: ['no test ran in a.test.ts\nSyntaxError: no such thing'],
  })
  expect(await count({})).toMatchObject({ passed: 0, failed: 1, reasons: [expect.any(String)] })
  expect(await readReport(join(folder, 'none.json'))).toMatchObject({ passed: 0, failed: 1 })
})

test('rings add up', () => {
  const rings = [
    { passed: 1, failed: 0, reasons: [] },
    { passed: 2, failed: 3, reasons: ['a', 'b', 'c'] },
  ]
  expect(sum(rings)).toEqual({ passed: 3, failed: 3, reasons: ['a', 'b', 'c'] })
})
