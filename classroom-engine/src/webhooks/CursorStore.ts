/** How far each room's log was told of. */
export interface CursorStore {
  /** The last entry that needs no telling any more; 0 before the first. */
  get(room: string): Promise<number>
  /** Durable when it answers. One that is lower than the kept one changes nothing. */
  set(room: string, seq: number): Promise<void>
}
