import type { Span } from '../projection/spans.ts'
import { mp4Segment } from './fmp4.ts'
import { mp4Samples } from './readMp4.ts'
import { isCluster, webmSamples } from './readWebm.ts'
import type { TimedSample } from './Sample.ts'
import { ticksPerSecond } from './stamps.ts'
import { webmSegment } from './webm.ts'

export interface CutOptions {
  /** What the track begins with. */
  init: Buffer
  /** Its number in the track. */
  n: number
  /** Where the segment lies, class time, ms. */
  span: Span
  /** What is left of it, rising, class time, ms. */
  kept: Span[]
  isSound: boolean
}

export interface CutSegment {
  bytes: Buffer
  fromMs: number
  durationMs: number
}

/**
 * What is left of a segment that lies partly in a cut. Sound is left out to the sample. So are pictures up to where a cut begins; at
 * its end those stay that the first one kept builds on, from the key frame on. Null where nothing is left; throws where the bytes are no
 * segment of ours.
 */
export function cutSegment(segment: Buffer, { init, n, span: [fromMs], kept, isSound }: CutOptions): CutSegment | null {
  const isWebm = isCluster(segment)
  const samples = isWebm ? webmSamples(segment) : mp4Samples(segment)
  const ticksPerMs = ticksPerSecond(init) / 1000
  const [first] = samples
  if (!first) return null
  const ticksAt = (ms: number) => Math.round(first.at + (ms - fromMs) * ticksPerMs)
  const spans = kept.map(([from, to]): Span => [ticksAt(from), ticksAt(to)])
  const chosen = isSound ? soundIn(samples, spans) : picturesFor(samples, spans)
  const left = samples.filter((_, i) => chosen.has(i))
  const [begins, ends] = [left[0], left.at(-1)]
  if (!begins || !ends) return null
  const write = isWebm ? webmSegment : (at: number, run: TimedSample[]) => mp4Segment(n, at, run)
  return {
    bytes: Buffer.concat(runsOf(left).map((run) => write(run[0]!.at, run))),
    fromMs: fromMs + (begins.at - first.at) / ticksPerMs,
    durationMs: (ends.at + ends.duration - begins.at) / ticksPerMs,
  }
}

/** Numbers of the samples that lie wholly in one of the spans. */
function soundIn(samples: TimedSample[], spans: Span[]): Set<number> {
  const isIn = ({ at, duration }: TimedSample) => spans.some(([from, to]) => from <= at && at + duration <= to)
  return new Set(samples.flatMap((sample, i) => (isIn(sample) ? [i] : [])))
}

/** Numbers of the samples that are seen in one of the spans, and of those that they build on. */
function picturesFor(samples: TimedSample[], spans: Span[]): Set<number> {
  const chosen = new Set<number>()
  for (const [from, to] of spans) {
    const seen = samples.findIndex(({ at, duration }) => at + duration > from)
    const key = samples.findLastIndex(({ key }, i) => key && i <= seen)
    const start = key >= 0 ? key : samples.findIndex(({ key }) => key)
    if (seen < 0 || start < 0) continue
    for (let i = start; i < samples.length && samples[i]!.at < to; i += 1) chosen.add(i)
  }
  return chosen
}

/** Samples that follow each other, together. */
function runsOf(samples: TimedSample[]): TimedSample[][] {
  const runs: TimedSample[][] = []
  for (const sample of samples) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && last.at + last.duration === sample.at) run.push(sample)
    else runs.push([sample])
  }
  return runs
}
