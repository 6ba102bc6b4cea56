import { SERVER_ACTOR, type StagePoll } from '@lectern/protocol'
import type { Classroom } from '../room/Classroom.ts'
import { pollResults } from '../stage/pollResults.ts'
import { changeStage } from './changeStage.ts'
import { stageOf } from './stageOf.ts'

const COALESCE_MS = 500

/**
 * Brings the results on the stage up to the votes. A vote that comes alone shows at once; of a rush, results show every 500 ms, since
 * each time the whole result goes to everybody. Written as the server's: the voter's name beside it would undo an anonymous vote.
 */
export class PollResultsWriter {
  readonly #room: Classroom
  readonly #pending = new Map<string, NodeJS.Timeout>()
  readonly #writtenAt = new Map<string, number>()

  constructor(room: Classroom) {
    this.#room = room
  }

  /** Somebody voted, in the running step. */
  voted(id: string): void {
    if (this.#pending.has(id)) return
    const wait = (this.#writtenAt.get(id) ?? 0) + COALESCE_MS - Date.now()
    if (wait <= 0) this.write(id)
    else this.#pending.set(id, setTimeout(() => this.#writeLater(id), wait).unref())
  }

  /** Writes what is due, with `fields` of the poll that change along; in the running step. */
  write(id: string, fields: Partial<StagePoll> = {}): void {
    clearTimeout(this.#pending.get(id))
    this.#pending.delete(id)
    this.#writtenAt.set(id, Date.now())
    const poll = stageOf(this.#room).polls.get(id)
    if (!poll) return
    const changed = { ...poll, ...fields }
    const results = pollResults(changed, this.#room.state.votes.get(id) ?? new Map())
    changeStage(this.#room, SERVER_ACTOR, (stage) => stage.polls.set(id, { ...changed, ...results }))
  }

  close(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer)
    this.#pending.clear()
  }

  #writeLater(id: string): void {
    // Fails where the room closed meanwhile; the votes are in the log, and the next one to vote or close shows them.
    this.#room.step(() => this.write(id)).catch(() => undefined)
  }
}
