import type { ChunkRef } from '@lectern/recording/timeline'

/** What lies between two chunks is rather read too than asked around, bytes. */
const GAP_BYTES = 16 * 1024
/** More at once would keep what comes first waiting for what comes last. */
const RUN_BYTES = 2 * 1024 * 1024

const endOf = ({ offset, bytes }: ChunkRef): number => offset + bytes

/** Chunks of a timeline that is one object, in groups that stand next to each other in it. */
export function chunkRuns(refs: readonly ChunkRef[]): ChunkRef[][] {
  const runs: ChunkRef[][] = []
  for (const ref of [...refs].sort((a, b) => a.offset - b.offset)) {
    const run = runs.at(-1)
    const gap = run ? ref.offset - endOf(run.at(-1)!) : -1
    const fits = run && gap >= 0 && gap <= GAP_BYTES && endOf(ref) - run[0]!.offset <= RUN_BYTES
    if (fits) run.push(ref)
    else runs.push([ref])
  }
  return runs
}
