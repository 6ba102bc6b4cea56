import type { Bench, Seating } from './Bench.ts'

export interface JoinPlan {
  name: string
  records: number
  recordsPerUpdate: number
  writers: number
  joins: number
}

/** What it costs to bring somebody in at a board that is full already. CPU time of the server, ms. */
export interface Join {
  /** The first who comes after the board was drawn. */
  firstMs: number
  /** Each of those who come after, one after the other. */
  nextMs: number
  records: number
}

const WRITES_PER_SECOND = 5

export async function measureJoin(bench: Bench, plan: JoinPlan): Promise<Join> {
  const { name, records, recordsPerUpdate, writers, joins } = plan
  const seating: Seating = { rooms: 1, seats: writers, name }
  const updates = records / recordsPerUpdate / writers
  await bench.open(seating, () => ({ updates, recordsPerUpdate, keeps: false }))
  await bench.start(WRITES_PER_SECOND)
  await bench.settled()
  await bench.quiet()
  const first = await cpuOf(bench, () => bench.join(seating, 0, true))
  const next = await cpuOf(bench, async () => {
    for (let turn = 0; turn < joins; turn += 1) await bench.join(seating, 0, turn === joins - 1)
  })
  const came = await bench.converged()
  await bench.close()
  return { firstMs: first, nextMs: next / joins, records: came }
}

async function cpuOf(bench: Bench, run: () => Promise<void>): Promise<number> {
  const before = bench.server.cpuMs()
  await run()
  return bench.server.cpuMs() - before
}
