/** A failure the person at the terminal can mend: its message is one sentence that says what to do, shown without a stack. */
export class UserError extends Error {
  override name = 'UserError'
}
