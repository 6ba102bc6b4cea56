import { readFile } from 'node:fs/promises'

export interface Count {
  passed: number
  failed: number
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; name: string; message: string; assertionResults: unknown[] }[]
}

/**
 * Counts what vitest reports in JSON. A test that was skipped failed, so did a file without tests or one that could not
 * be loaded, and so did a run without any test.
 */
export async function readReport(file: string): Promise<Count> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return failure('the tests did not run to their end')
  const report = JSON.parse(text) as Report
  const skipped = report.numPendingTests + report.numTodoTests
  if (skipped > 0) failure(`${skipped} tests were skipped`)
  const empty = report.testResults.filter(({ assertionResults }) => assertionResults.length === 0)
  for (const { name } of empty) failure(`no test ran in ${name}`)
  const failed = report.numFailedTests + skipped + empty.length
  if (report.numPassedTests + failed === 0) return failure('there was not one test')
  return { passed: report.numPassedTests, failed }
}

export function sum(counts: Count[]): Count {
  const total = (key: keyof Count) => counts.reduce((all, count) => all + count[key], 0)
  return { passed: total('passed'), failed: total('failed') }
}

function failure(reason: string): Count {
  console.log(`Counted as failed: ${reason}.`)
  return { passed: 0, failed: 1 }
}
