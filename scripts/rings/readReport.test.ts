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

const file = (tests: number) => ({
  status: 'passed',
  name: 'a.test.ts',
  message: '',
  assertionResults: Array(tests).fill({}),
})

test('tests are counted as vitest counts them', async () => {
  expect(await count({ numPassedTests: 5, numFailedTests: 2, testResults: [file(7)] })).toEqual({
    passed: 5,
    failed: 2,
  })
})

test('what did not run has failed: skipped tests, empty files, no tests at all, no report', async () => {
  expect(await count({ numPassedTests: 5, numPendingTests: 1, numTodoTests: 1 })).toEqual({ passed: 5, failed: 2 })
  expect(await count({ numPassedTests: 5, testResults: [file(5), file(0)] })).toEqual({ passed: 5, failed: 1 })
  expect(await count({})).toEqual({ passed: 0, failed: 1 })
  expect(await readReport(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1 })
})

test('rings add up', () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})
