import { type NewEntry, type RecordChoice, SERVER_ACTOR, STAGE, type StageRecording } from '@lectern/protocol'
import type { Stage } from '../stage/Stage.ts'

/** What recording needs of its room. */
export interface RecordedRoom {
  readonly now: number
  append(entry: NewEntry): void
  change(name: string, actor: string, edit: () => void): void
  step<T>(run: () => T): Promise<T>
}

/** What may fail: the SFU is away; its recorder cannot write; the timeline cannot be written. */
export type RecordingFault = 'media' | 'recorder' | 'timeline'

/** Whether a room is recorded, as the stage and the log's marks say it, and what of the recording does not work. Rules [RE1] and [RE13]. */
export class Recording {
  readonly #room: RecordedRoom
  readonly #stage: Stage
  readonly #faults = new Set<RecordingFault>()

  constructor(room: RecordedRoom, stage: Stage) {
    this.#room = room
    this.#stage = stage
  }

  /** Inside a step: what the first instructor decided before class. */
  begin(actor: string, { policy, auto }: RecordChoice): void {
    this.#change(actor, { policy })
    if (auto) this.set(actor, true)
  }

  /** Inside a step: switches recording. Again changes nothing. */
  set(actor: string, on: boolean): void {
    if (this.#stage.recording.on === on) return
    this.#change(actor, { on, since: this.#room.now, problem: on ? this.#problem : null })
    const { policy } = this.#stage.recording
    this.#room.append({ kind: 'mark', actor, payload: { type: 'recording', on, policy } })
  }

  /** At any time: something fails from now on, or works again. */
  fault(fault: RecordingFault, fails: boolean): void {
    if (fails) this.#faults.add(fault)
    else this.#faults.delete(fault)
    // Fails where the room ends or is let go of: then nobody is there to be told.
    if (!this.#isTold) this.#room.step(() => this.#tell()).catch(() => undefined)
  }

  /** The stage may still say what an engine before this one met. */
  get #isTold(): boolean {
    const { on, problem } = this.#stage.recording
    return !on || problem === this.#problem
  }

  #tell(): void {
    if (!this.#isTold) this.#change(SERVER_ACTOR, { problem: this.#problem })
  }

  get #problem(): StageRecording['problem'] {
    if (this.#faults.has('recorder') || this.#faults.has('timeline')) return 'store'
    return this.#faults.has('media') ? 'media' : null
  }

  #change(actor: string, fields: Partial<StageRecording>): void {
    this.#room.change(STAGE, actor, () => this.#stage.set({ recording: { ...this.#stage.recording, ...fields } }))
  }
}
