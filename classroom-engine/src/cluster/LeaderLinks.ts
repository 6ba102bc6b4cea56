import { LinkToLeader, type LinkToLeaderOptions } from './LinkToLeader.ts'
import type { EngineAddress } from './RoomLeases.ts'

export type LeaderLinksOptions = Omit<LinkToLeaderOptions, 'leader' | 'onClosed'> & {
  /** A link has ended that these rooms had people on. */
  onLost: (rooms: string[]) => void
}

/** This engine's links to those that lead rooms: one for each, made when it is needed. */
export class LeaderLinks {
  readonly #options: LeaderLinksOptions
  /** By the leader's instance. */
  readonly #links = new Map<string, Promise<LinkToLeader>>()
  readonly #open = new Set<LinkToLeader>()

  constructor(options: LeaderLinksOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#open.size
  }

  /** Throws LeaderGoneError, or whatever else keeps the two apart. */
  to(leader: EngineAddress): Promise<LinkToLeader> {
    return this.#links.get(leader.instance) ?? this.#connect(leader)
  }

  /** Ends all links; their people come again. */
  close(): void {
    for (const link of [...this.#open]) link.close()
  }

  #connect(leader: EngineAddress): Promise<LinkToLeader> {
    const { onLost } = this.#options
    const connecting = LinkToLeader.connect({
      ...this.#options,
      leader,
      onClosed: (link, rooms) => {
        this.#open.delete(link)
        this.#links.delete(leader.instance)
        onLost(rooms)
      },
    })
    this.#links.set(leader.instance, connecting)
    connecting.then(
      (link) => link.isOpen && this.#open.add(link),
      () => this.#links.delete(leader.instance),
    )
    return connecting
  }
}
