import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector'

/** Which blocks of chosen scripts ran, told by V8. Made before those scripts are loaded: they are compiled with it. */
export class Coverage {
  readonly #session = new Session()
  readonly #isOurs: (url: string) => boolean

  constructor(isOurs: (url: string) => boolean) {
    this.#isOurs = isOurs
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** Names of the blocks that ran since the last call, and of those beside them that did not. */
  take(): Set<string> {
    const blocks = new Set<string>()
    // In one process the answer comes before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error) throw error
      for (const { url, functions } of result) if (this.#isOurs(url)) addBlocks(blocks, url, functions)
    })
    return blocks
  }
}

function addBlocks(blocks: Set<string>, url: string, functions: Profiler.FunctionCoverage[]): void {
  const file = url.slice(url.lastIndexOf('/') + 1)
  for (const { ranges } of functions) {
    if (ranges[0]!.count === 0) continue
    for (const { startOffset, endOffset, count } of ranges) {
      blocks.add(`${file}:${startOffset}-${endOffset}${count > 0 ? '' : ' not'}`)
    }
  }
}
