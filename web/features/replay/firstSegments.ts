import type { TimelineIndex } from '@lectern/recording/timeline'
import type { ReplayLoader } from './ReplayLoader.ts'
import { intoSpans, playableSpans, startOf } from './spans.ts'
import { segmentAt } from './trackSpans.ts'

/** Browsers ask one server for six things at once: each is two, and the class of the moment must not wait for them. */
const MOST_TRACKS = 2

/**
 * Asks for the pictures of the first moment as soon as it is known what there is: its players come later, once the class
 * of that moment is drawn, and are given what is on its way. `isOurs`: a track is played from our own store.
 */
export function withFirstSegments(
  loader: ReplayLoader,
  startMs: number | undefined,
  isOurs: (track: string) => boolean,
): ReplayLoader {
  const asked = new Map<string, Promise<ArrayBuffer>>()
  let isFirst = true
  const ask = (name: string, answer: Promise<ArrayBuffer>) => {
    // Whoever takes it hears of its failure.
    answer.catch(() => undefined)
    asked.set(name, answer)
  }
  const askFor = (index: TimelineIndex) => {
    const spans = playableSpans(index)
    const t = intoSpans(spans, startMs ?? startOf(spans))
    const pictures = index.tracks.filter(({ source }) => source === 'camera' || source === 'screen')
    const now = pictures.filter((track) => isOurs(track.id) && segmentAt(track, t) >= 0)
    for (const track of now.slice(0, MOST_TRACKS)) {
      const n = segmentAt(track, t)
      ask(track.id, loader.init(track.id))
      ask(`${track.id}/${n}`, loader.segment(track.id, n))
    }
  }
  const take = (name: string): Promise<ArrayBuffer> | undefined => {
    const answer = asked.get(name)
    asked.delete(name)
    return answer
  }
  return {
    ...loader,
    index: async (signal) => {
      const index = await loader.index(signal)
      if (isFirst) askFor(index)
      isFirst = false
      return index
    },
    init: (track, signal) => take(track) ?? loader.init(track, signal),
    segment: (track, n, signal) => take(`${track}/${n}`) ?? loader.segment(track, n, signal),
  }
}
