import { EventEmitter } from 'node:events'
import type { Entry, MarkPayload, MediaPayload } from '@lectern/protocol'
import type { RoomLog } from '../../src/log/RoomLog.ts'
import { until } from './until.ts'

/** A room's log as it grows. */
export class LogReader extends EventEmitter<{ entry: [] }> {
  readonly entries: Entry[] = []

  constructor(log: RoomLog, room: string) {
    super()
    log.subscribe(room, 1, (entry) => {
      this.entries.push(entry)
      this.emit('entry')
    })
  }

  marks(): (MarkPayload & { by: string; t: number })[] {
    return this.entries.flatMap((each) =>
      each.kind === 'mark' ? [{ by: each.actor, t: each.t, ...each.payload }] : [],
    )
  }

  /** What is said of recorded tracks. */
  tracks(): (MediaPayload & { by: string })[] {
    const types = ['track', 'segment', 'trackEnded']
    return this.entries.flatMap((each) =>
      each.kind === 'media' && types.includes(each.payload.type) ? [{ by: each.actor, ...each.payload }] : [],
    )
  }

  until(check: (log: LogReader) => boolean): Promise<void> {
    return until(this, 'entry', () => check(this))
  }
}
