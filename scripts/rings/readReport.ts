import { readFile } from 'node:fs/promises'

export interface Count {
  passed: number
  failed: number
  /** A readable paragraph for each thing that failed. */
  reasons: string[]
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: FileReport[]
}

interface FileReport {
  name: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

/** The cause of a failure stands in its first lines; what follows is mostly the inside of libraries. */
const LINES_PER_REASON = 25

/**
 * Counts what vitest reports in JSON. A test that was skipped failed, so did a file without tests or one that could not
 * be loaded, and so did a run without any test.
 */
export async function readReport(file: string): Promise<Count> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return failure('the tests did not run to their end')
  const report = JSON.parse(text) as Report
  const skipped = report.numPendingTests + report.numTodoTests
  const empty = report.testResults.filter(({ assertionResults }) => assertionResults.length === 0)
  const failed = report.numFailedTests + skipped + empty.length
  if (report.numPassedTests + failed === 0) return failure('there was not one test')
  return {
    passed: report.numPassedTests,
    failed,
    reasons: [...report.testResults.flatMap(reasonsOf), ...(skipped > 0 ? [`${skipped} tests were skipped`] : [])],
  }
}

export function sum(counts: Count[]): Count {
  const total = (key: 'passed' | 'failed') => counts.reduce((all, count) => all + count[key], 0)
  return { passed: total('passed'), failed: total('failed'), reasons: counts.flatMap(({ reasons }) => reasons) }
}

/** Something failed that is not a test. */
export function failure(reason: string): Count {
  return { passed: 0, failed: 1, reasons: [reason] }
}

/** What a file itself says, say of a hook that failed before its tests, and then each test. */
function reasonsOf({ name, message, assertionResults }: FileReport): string[] {
  const tests = assertionResults.filter(({ status }) => status === 'failed')
  const ofFile = message !== '' || assertionResults.length === 0 ? [`no test ran in ${name}\n${message}`] : []
  return [
    ...(tests.length === 0 ? ofFile : []),
    ...tests.map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`),
  ].map(firstLines)
}

function firstLines(text: string): string {
  return text.trimEnd().split('\n').slice(0, LINES_PER_REASON).join('\n')
}
