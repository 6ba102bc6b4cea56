import { setTimeout as wait } from 'node:timers/promises'
import { latencyAt } from '../load/Tally.ts'
import type { Bench, Seating } from './Bench.ts'

export interface TrafficPlan extends Seating {
  /** Updates of each person. */
  perSecond: number
  /** Seconds before anything is measured, and seconds that are. */
  warmUp: number
  seconds: number
}

/** What it costs to bring what one person draws to the others at the document. */
export interface Traffic {
  /** CPU time of the server for each update that came to one other person, microseconds. */
  cpuMicros: number
  /** From sending to receiving, ms. */
  p50: number
  p99: number
  /** Cores that the server kept busy. */
  cores: number
  /** Of the whole run. Everything had come to everybody at its end. */
  sent: number
  delivered: number
  /** In the documents that were compared. */
  records: number
}

/** Documents of which somebody keeps everything, for the comparison at the end. */
const COMPARED_ROOMS = 2
const KEEPERS = 2
/** Sent before, between and after what is measured. */
const SPARE_SECONDS = 1

export async function measureTraffic(bench: Bench, plan: TrafficPlan): Promise<Traffic> {
  const { rooms, perSecond, warmUp, seconds } = plan
  const updates = Math.ceil((warmUp + seconds + SPARE_SECONDS) * perSecond)
  await bench.open(plan, (room, seat) => ({ updates, keeps: room < COMPARED_ROOMS && seat < KEEPERS }))
  await bench.start(perSecond)
  await wait(warmUp * 1000)
  const before = await bench.mark()
  const began = performance.now()
  await wait(seconds * 1000)
  const after = await bench.mark()
  const elapsedMs = performance.now() - began
  await bench.settled()
  const end = await bench.mark()
  for (let room = 0; room < Math.min(rooms, COMPARED_ROOMS); room += 1) await bench.join(plan, room, true)
  const records = await bench.converged()
  await bench.close()
  const cpuMs = after.cpuMs - before.cpuMs
  return {
    cpuMicros: (cpuMs * 1000) / (after.delivered - before.delivered),
    p50: latencyAt(after.latencies, 50),
    p99: latencyAt(after.latencies, 99),
    cores: cpuMs / elapsedMs,
    sent: end.sent,
    delivered: end.delivered,
    records,
  }
}
