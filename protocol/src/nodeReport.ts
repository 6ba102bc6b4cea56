import { z } from 'zod'

/** Path at which every service tells operators of itself, to whoever has a debug token. */
export const NODE_REPORT_PATH = '/v1/debug'

/** An error that a service met. It names no person, no class and no secret: its message is one that stands in the code. */
export const RecentError = z.object({
  /** Epoch ms. */
  at: z.number(),
  code: z.string(),
  message: z.string(),
})
export type RecentError = z.infer<typeof RecentError>

const RoomReport = z.object({
  id: z.string(),
  title: z.string(),
  /** People in class, each once. */
  people: z.number(),
  editsPerSecond: z.number(),
})

const WorkerReport = z.object({
  name: z.string(),
  /** Consumers that it has or expects. */
  load: z.number(),
  /** Processor time since it started, s. */
  cpuSeconds: z.number(),
})

/** What a service tells of itself at `NODE_REPORT_PATH`. */
export const NodeReport = z.object({
  service: z.enum(['web', 'api', 'classroom-engine', 'sfu-cluster']),
  /** Tells processes of one service apart. */
  name: z.string(),
  version: z.string(),
  /** Epoch ms. */
  startedAt: z.number(),
  /** The last errors, newest first. */
  errors: z.array(RecentError),
  /** Rooms that this engine leads. */
  rooms: z.array(RoomReport).default([]),
  /** Media workers. */
  workers: z.array(WorkerReport).default([]),
  /** Addresses of other processes of the same service, as far as it knows them. */
  others: z.array(z.url()).default([]),
})
export type NodeReport = z.infer<typeof NodeReport>
/** As it is written: what a service has nothing of may be left out. */
export type NodeReportInput = z.input<typeof NodeReport>
