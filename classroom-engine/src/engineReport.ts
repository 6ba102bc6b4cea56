import type { NodeReportInput, RecentErrors } from '@lectern/protocol'
import packageJson from '../package.json' with { type: 'json' }
import type { RoomLeases } from './cluster/RoomLeases.ts'
import { stageOf } from './commands/stageOf.ts'
import type { EditRates } from './EditRates.ts'
import type { Classroom } from './room/Classroom.ts'

export interface ReportParts {
  /** Tells this engine apart from others. */
  name: string
  rooms: () => Classroom[]
  rates: EditRates
  leases: RoomLeases
  recentErrors: RecentErrors
}

const STARTED_AT = Math.round(Date.now() - performance.now())

/** What the engine tells of itself. */
export async function engineReport(parts: ReportParts): Promise<NodeReportInput> {
  const { name, rooms, rates, leases, recentErrors } = parts
  // Without an answer of Redis the engine tells of itself alone.
  const alive = await leases.engines().catch(() => [])
  return {
    service: 'classroom-engine',
    name,
    version: packageJson.version,
    startedAt: STARTED_AT,
    errors: recentErrors.list(),
    rooms: rooms().map((room) => ({
      id: room.id,
      title: titleOf(room),
      people: peopleIn(room),
      editsPerSecond: rates.of(room.id),
    })),
    others: alive.filter(({ instance }) => instance !== leases.engine.instance).map(({ url }) => url),
  }
}

/** People in class, each once. */
export const peopleIn = (room: Classroom): number => new Set(room.sessions().map(({ userId }) => userId)).size

/** A room that nobody entered yet has none. */
function titleOf(room: Classroom): string {
  const stage = stageOf(room)
  return stage.initialised ? stage.get('title') : ''
}
