/** What the studio cannot make, however often it tries. The message is for people. */
export class StudioError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StudioError'
  }
}
