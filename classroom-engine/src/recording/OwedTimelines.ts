/**
 * Rooms that were recorded and whose timeline is not sealed yet: kept beside the room logs, so that no engine's death forgets one.
 * Every version passes `owedTimelinesContract`.
 */
export interface OwedTimelines {
  /** Durable when it answers, as is `remove`. Again is fine, for both. */
  add(room: string): Promise<void>
  remove(room: string): Promise<void>
  list(): Promise<string[]>
}
