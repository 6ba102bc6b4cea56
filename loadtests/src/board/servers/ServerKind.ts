import type { Target } from '../load/LoadClient.ts'
import type { ServerProcess } from './ServerProcess.ts'

/** A server that takes part. */
export interface ServerKind {
  /** What it is called in the table, with its version. */
  title: string
  /** What it does besides sending things on. */
  does: string
  start(profileDir?: string): Promise<ServerProcess>
  /** Takes away what the last process left. */
  clean(): Promise<void>
  /** How a person gets to a document. */
  address(room: string, person: string): Pick<Target, 'path' | 'dialect' | 'document'>
}
