import type { Bench, Seating } from './Bench.ts'

export interface IdlePlan {
  name: string
  /** People at each document; all at one where it is left out. */
  seats?: number
  /** Connections that are there before, so that what every process needs once is not counted. */
  before: number
  connections: number
}

/** What a connection holds on which nothing happens. */
export interface Idle {
  connections: number
  bytesEach: number
}

export async function measureIdle(bench: Bench, { name, seats, before, connections }: IdlePlan): Promise<Idle> {
  const open = (count: number, which: string) => {
    const seating: Seating = { rooms: seats ? count / seats : 1, seats: seats ?? count, name: `${name}${which}` }
    return bench.open(seating, () => ({ updates: 0, keeps: false }))
  }
  const which = (turn: string) => (seats ? turn : '')
  await open(before, which('first'))
  const bytes = await bench.server.residentBytes()
  await open(connections, which('more'))
  const bytesEach = ((await bench.server.residentBytes()) - bytes) / connections
  await bench.close()
  return { connections, bytesEach }
}
