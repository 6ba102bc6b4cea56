import type { RoomLog } from '../../../classroom-engine/src/log/RoomLog.ts'
import type { Random } from '../../../scripts/support/random.ts'

/** Engines that serve one set of rooms, in front of a log. */
export interface Deployment {
  /** Where clients go, http. */
  readonly url: string
  readonly secret: string
  /** What the engines logged last of what went wrong. */
  readonly complaints: readonly string[]
  /** Reads the log beside the engines. */
  withLog<T>(read: (log: RoomLog) => Promise<T>): Promise<T>
  /**
   * Kills an engine and brings it back, as a supervisor would. Answers when rooms can be served again, with the time (epoch ms) from
   * which that is so.
   */
  crash(random: Random): Promise<number>
  /** Ends everything, and takes its data away. */
  close(): Promise<void>
}
