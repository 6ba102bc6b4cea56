/** One run of an engine, as others find it. */
export interface EngineAddress {
  /** Names this run alone: an engine that starts again has another. */
  instance: string
  /** Address of its internal port. One engine at a time has it. */
  url: string
}

/** Who leads a room: the one engine that steps it. */
export interface Lease {
  room: string
  /** Goes up with each change of leader and never down, over releases too. Appends carry it, and the log refuses a lower one. */
  epoch: number
  engine: EngineAddress
  isOurs: boolean
}

/**
 * Who leads which room. Every change is one atomic step, and whoever took part learns the outcome. A lease has no term: a leader
 * that is gone is found out by those who cannot reach it, and seized from. Calls reject within some seconds where the store does
 * not answer; they may be repeated. Every version passes `roomLeasesContract`.
 */
export interface RoomLeases {
  readonly engine: EngineAddress
  /** From now on this engine counts as alive, until `close`, or for some 3 s after it stops saying so. */
  register(): Promise<void>
  /** Whether an engine has said lately that it is there. */
  isAlive(instance: string): Promise<boolean>
  /** Engines that have said lately that they are there, this one too where it has. */
  engines(): Promise<EngineAddress[]>
  /** Who leads the room, if anybody does. A lease of an earlier run of an engine at our own address counts as nobody's. */
  find(room: string): Promise<Lease | undefined>
  /**
   * The room's lease: the leader's, or this engine's from now on where nobody leads. Whether another leader is alive is not
   * looked at.
   */
  claim(room: string): Promise<Lease>
  /**
   * Takes the lead from a leader that is gone, if the lease is still that of `epochSeen`; where somebody was faster, theirs is
   * answered. A lease that is ours already stays as it is.
   */
  seize(room: string, epochSeen: number): Promise<Lease>
  /** Gives the lead up, if it is still ours under this epoch. What was to be appended under it has to be appended before. */
  release(room: string, epoch: number): Promise<void>
  /** Leaves without a word of the leases: who leads a room gives it up before. */
  close(): Promise<void>
}
