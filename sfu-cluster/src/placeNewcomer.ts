interface Loaded {
  /** Consumers, had or expected. */
  load: number
}

/** A router of the room, on the worker of this index. */
export interface RouterLoad extends Loaded {
  worker: number
}

export interface WorkerLoad extends Loaded {
  index: number
}

/**
 * The worker whose router of the room takes a newcomer of `weight` consumers. Routers are filled one after the other, since each
 * further one costs pipes; when all are full, a worker that has none for this room opens one; when there is no such worker, the
 * least loaded router takes more than it should.
 */
export function placeNewcomer(
  routers: readonly RouterLoad[],
  workers: readonly WorkerLoad[],
  weight: number,
  limit: number,
): number | undefined {
  const fitting = routers.filter(({ load }) => load + weight <= limit)
  if (fitting.length > 0) return fitting.reduce((a, b) => (b.load > a.load ? b : a)).worker
  const free = workers.filter(({ index }) => routers.every(({ worker }) => worker !== index))
  if (free.length > 0) return lightest(free).index
  return routers.length > 0 ? lightest(routers).worker : undefined
}

const lightest = <Item extends Loaded>(items: readonly Item[]): Item =>
  items.reduce((a, b) => (b.load < a.load ? b : a))
