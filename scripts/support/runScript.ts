import { UserError } from './UserError.ts'

/** Runs a script's work; a failure is printed in words and sets the exit code. */
export async function runScript(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
}

/** What to show of a failure: one sentence where we know what to do about it, everything we have where we do not. */
export function explain(error: unknown): string {
  if (error instanceof UserError) return error.message
  if (!(error instanceof Error)) return String(error)
  if (/ENOSPC|No space left on device/.test(error.message)) return 'The disk is full: make room, then start again.'
  return error.stack ?? error.message
}
