import type { Bench } from './Bench.ts'
import { measureIdle } from './measureIdle.ts'
import { measureJoin } from './measureJoin.ts'
import { measureTraffic } from './measureTraffic.ts'

export type Figures = Record<string, number>

export interface Column {
  key: string
  title: string
  digits: number
}

/** One table: what is measured at each server, and how it is shown. The first column is the one that servers are compared by. */
export interface Measure {
  name: string
  title: string
  goal: string
  columns: readonly Column[]
  run(bench: Bench): Promise<Figures>
}

const TRAFFIC: readonly Column[] = [
  { key: 'cpuMicros', title: 'CPU µs per delivered update', digits: 2 },
  { key: 'p50', title: 'p50 ms', digits: 1 },
  { key: 'p99', title: 'p99 ms', digits: 1 },
  { key: 'cores', title: 'cores busy', digits: 2 },
]
const IDLE: readonly Column[] = [{ key: 'kilobytes', title: 'kB per connection', digits: 1 }]
const JOIN: readonly Column[] = [
  { key: 'nextMs', title: 'CPU ms, each next', digits: 1 },
  { key: 'firstMs', title: 'CPU ms, first', digits: 1 },
]
const TRAFFIC_GOAL = 'at least 8 times less CPU than either, p99 ≤ 50 ms'
const IDLE_GOAL = '≤ 6 kB'

/** What is measured; `quick` only shows that all of it works. */
export function measures(quick: boolean): Measure[] {
  const size = quick
    ? { crowd: 8, classes: 3, seats: 2, warmUp: 0.2, seconds: 0.6, before: 10, idle: 40, records: 400, joins: 2 }
    : {
        crowd: 200,
        classes: 40,
        seats: 5,
        warmUp: 10,
        seconds: 10,
        before: 200,
        idle: 2000,
        records: 20_000,
        joins: 10,
      }
  const { crowd, classes, seats, warmUp, seconds, before, idle, records, joins } = size
  const traffic = (name: string, rooms: number, people: number): Measure => ({
    name,
    title: `${rooms} ${rooms === 1 ? 'document' : 'documents'} with ${people} people each, 5 updates/s from everyone`,
    goal: TRAFFIC_GOAL,
    columns: TRAFFIC,
    run: async (bench) => ({
      ...(await measureTraffic(bench, { name, rooms, seats: people, perSecond: 5, warmUp, seconds })),
    }),
  })
  const idleAt = (name: string, title: string, where: { seats?: number }): Measure => ({
    name,
    title,
    goal: IDLE_GOAL,
    columns: IDLE,
    run: async (bench) => {
      const { connections, bytesEach } = await measureIdle(bench, { name, before, connections: idle, ...where })
      return { connections, kilobytes: bytesEach / 1000 }
    },
  })
  return [
    traffic('crowd', 1, crowd),
    traffic('classes', classes, seats),
    idleAt('idleTogether', `Memory of ${idle} idle connections at one document`, {}),
    idleAt('idleApart', `Memory of ${idle} idle connections, ${seats} at each document`, { seats }),
    {
      name: 'join',
      title: `Joining a board of ${records} records`,
      goal: '≤ 50 ms of server time',
      columns: JOIN,
      run: async (bench) => ({
        ...(await measureJoin(bench, {
          name: 'join',
          records,
          recordsPerUpdate: quick ? 50 : 500,
          writers: quick ? 4 : 8,
          joins,
        })),
      }),
    },
  ]
}
