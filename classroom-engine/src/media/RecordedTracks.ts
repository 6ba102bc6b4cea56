import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  isRecorded,
  type MediaPayload,
  type MediaSource,
  STAGE_CLASS,
  STAGE_MEDIA,
  STAGE_PEOPLE,
  type StageMedia,
} from '@lectern/protocol'
import type { SfuEvents } from '@lectern/protocol/sfuRpc'
import type { Logger } from 'pino'
import type { Classroom } from '../room/Classroom.ts'
import { Stage } from '../stage/Stage.ts'
import type { SfuClient } from './SfuClient.ts'

/** A producer that the SFU was asked to record. */
interface Asked {
  userId: string
  peerId: string
  source: MediaSource
  /** It is to be recorded now. */
  isOn: boolean
}

/** How long the class waits at its end for the last segments, ms. */
const FINISH_MS = 2000
/** How long the SFU may take to tell the end of tracks that ran before, ms. */
const ORPHANS_MS = 3000

/**
 * Which of a room's producers are recorded, and what the log says of their tracks. It follows the stage: recording, its policy, roles,
 * refusals and what is on air. Rules [RE2], [RE3] and [RE12].
 */
export class RecordedTracks {
  readonly #room: Classroom
  readonly #sfu: SfuClient
  readonly #log: Logger
  /** By producer id; kept when it is off again, since what the SFU tells of it comes later. */
  readonly #asked = new Map<string, Asked>()
  #isPlanned = false
  /** The class ends, or the room is let go of: nothing begins any more. */
  #isOver = false
  #noneLeft: () => void = () => undefined
  #tellingOrphans: NodeJS.Timeout | undefined

  constructor(room: Classroom, sfu: SfuClient, log: Logger) {
    this.#room = room
    this.#sfu = sfu
    this.#log = log
    for (const map of [STAGE_CLASS, STAGE_PEOPLE, STAGE_MEDIA]) room.stage.getMap(map).observe(() => this.#plan())
    room.events.on('closed', () => {
      this.#isOver = true
      clearTimeout(this.#tellingOrphans)
    })
    this.#expectEnds()
  }

  started({ producerId, track, mime, width, height }: SfuEvents['trackStarted']): void {
    const asked = this.#asked.get(producerId)
    if (!asked) return
    const { userId, source } = asked
    this.#later(() => this.#append(userId, { type: 'track', track, producerId, source, mime, width, height }))
  }

  segment({ room: _, ...segment }: SfuEvents['segment']): void {
    this.#later(() => this.#appendOf(segment.track, { type: 'segment', ...segment }))
  }

  ended({ track, reason }: SfuEvents['trackEnded']): void {
    this.#later(() => {
      this.#appendOf(track, { type: 'trackEnded', track, reason })
      if (this.#running.length === 0) this.#noneLeft()
    })
  }

  /** The SFU has nothing of this room any more. */
  sfuLost(): void {
    this.#asked.clear()
    this.#expectEnds()
  }

  /** Ends all tracks and answers when their last segments are on their way into the log; after 2 s in any case. */
  async finish(): Promise<void> {
    this.#isOver = true
    if (!this.#sfu.isReachable) return
    const noneLeft = new Promise<void>((resolve) => {
      this.#noneLeft = resolve
    })
    const stopping = [...this.#asked].flatMap(([producerId, { peerId, isOn }]) =>
      isOn ? this.#sfu.call('stopRecording', { room: this.#room.id, peerId, producerId }) : [],
    )
    const stopped = Promise.allSettled(stopping)
    if (stopping.length === 0 && this.#running.length === 0) return
    const told = stopped.then(() => (this.#running.length === 0 ? undefined : noneLeft))
    await Promise.race([told, sleep(FINISH_MS, undefined, { ref: false })])
  }

  /** Inside a step: says of all tracks that nobody told the end of that nothing more comes. */
  endAll(): void {
    this.#endAll(this.#running)
  }

  /** Tracks of a session that is over run no more. An SFU that lives tells of their last segments and ends; one that is new does not. */
  #expectEnds(): void {
    const orphans = this.#running
    if (orphans.length === 0) return
    clearTimeout(this.#tellingOrphans)
    this.#tellingOrphans = setTimeout(() => this.#later(() => this.#endAll(orphans)), ORPHANS_MS)
  }

  #endAll(tracks: readonly string[]): void {
    for (const track of tracks) this.#appendOf(track, { type: 'trackEnded', track, reason: 'recorder-lost' })
  }

  get #running(): string[] {
    return [...(this.#room.state.tracks?.keys() ?? [])]
  }

  /** After the step that changes the stage: its time is not the moment at which the SFU is asked. */
  #plan(): void {
    if (this.#isPlanned || this.#isOver) return
    this.#isPlanned = true
    queueMicrotask(() => {
      this.#isPlanned = false
      if (!this.#isOver) this.#refresh()
    })
  }

  #refresh(): void {
    const stage = new Stage(this.#room.stage)
    if (!stage.initialised) return
    for (const [producerId, media] of stage.media.entries()) {
      const isWanted = this.#isWanted(stage, media)
      const asked = this.#asked.get(producerId)
      if (isWanted && !asked?.isOn) this.#begin(stage, producerId, media)
      else if (!isWanted && asked?.isOn) this.#stop(producerId, asked)
    }
    // The SFU ends the tracks of closed producers by itself.
    for (const [producerId, asked] of this.#asked) if (!stage.media.has(producerId)) asked.isOn = false
  }

  #isWanted(stage: Stage, { userId, source }: StageMedia): boolean {
    const { on, policy } = stage.recording
    const person = stage.people.get(userId)
    return on && person !== undefined && !person.refusesRecording && isRecorded(policy, person.role, source)
  }

  #begin(stage: Stage, producerId: string, { userId, peerId, source }: StageMedia): void {
    this.#asked.set(producerId, { userId, peerId, source, isOn: true })
    const track = `${source}-${randomUUID().slice(0, 8)}`
    const startedAt = stage.get('startedAt')
    this.#sfu.insist('recordProducer', () => ({
      room: this.#room.id,
      peerId,
      producerId,
      track,
      logTime: this.#room.now,
      startedAt,
    }))
  }

  #stop(producerId: string, asked: Asked): void {
    asked.isOn = false
    this.#sfu.insist('stopRecording', { room: this.#room.id, peerId: asked.peerId, producerId })
  }

  /** Of a track that runs, as the log has it. */
  #appendOf(track: string, payload: MediaPayload): void {
    const userId = this.#room.state.tracks?.get(track)
    if (userId !== undefined) this.#append(userId, payload)
  }

  #append(actor: string, payload: MediaPayload): void {
    this.#room.append({ kind: 'media', actor, payload })
  }

  #later(run: () => void): void {
    this.#room.step(run).catch((error) => {
      this.#log.debug({ room: this.#room.id, reason: String(error) }, 'a recorded track of a room that has closed')
    })
  }
}
