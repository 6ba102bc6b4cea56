import type { ProducerDemand } from '@lectern/protocol'

/** Which of a sender's encodings (lowest layer first) are to be sent. One encoding alone is sent or not. */
export function activeLayers(encodings: number, demand: ProducerDemand, paused: boolean): boolean[] {
  const on = demand.wanted && !paused
  return Array.from({ length: encodings }, (_, layer) => on && (encodings === 1 || layer <= demand.spatialLayer))
}
