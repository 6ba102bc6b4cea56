import {
  type Change,
  type Chunk,
  type ChunkRef,
  type Json,
  TIMELINE_VERSION,
  type TimelineIndex,
  type TimelineState,
} from '@lectern/recording/timeline'
import { ReplayError, type ReplayLoader } from './ReplayLoader.ts'

/** Frames of one chunk, ms. */
const CHUNK_MS = 4000

/** For tests: a timeline of which every second says its number, in the stage, in the notes and on the board, and its loader. */
export class TestTimeline implements ReplayLoader {
  readonly #chunks: Chunk[] = []
  #index: TimelineIndex
  /** Chunks that were asked for, in order. */
  readonly asked: number[] = []
  /** Nothing can be reached. */
  isAway = false

  /** Names of the documents that were asked for, in order. */
  readonly askedDocuments = (): string[] =>
    this.asked.flatMap((n) => {
      const chunk = this.#chunks[n]!
      return chunk.kind === 'document' ? [chunk.document] : []
    })

  constructor(endMs: number, fields: Partial<TimelineIndex> = {}) {
    this.#index = {
      version: TIMELINE_VERSION,
      room: 'room',
      title: 'A class',
      startedAt: 1_700_000_000_000,
      endMs: 0,
      live: false,
      revision: 0,
      recorded: [[0, endMs]],
      chunks: [],
      people: {},
      tracks: [],
      marks: [],
      ...fields,
    }
    this.growTo(endMs)
  }

  /** The class went on. */
  growTo(endMs: number): void {
    const chunks = [...this.#index.chunks]
    for (let from = this.#index.endMs; from < endMs; from += CHUNK_MS) {
      const to = Math.min(endMs, from + CHUNK_MS)
      if (from % (4 * CHUNK_MS) === 0) chunks.push(...this.#snapshot(from))
      chunks.push(this.#add(framesBetween(from, to), 'frames', from, to))
    }
    this.patch({ chunks, endMs })
  }

  patch(fields: Partial<TimelineIndex>): void {
    this.#index = { ...this.#index, ...fields }
  }

  async index(): Promise<TimelineIndex> {
    if (this.isAway) throw new ReplayError(null)
    return this.#index
  }

  async chunk(n: number): Promise<Chunk> {
    if (this.isAway) throw new ReplayError(null)
    this.asked.push(n)
    return this.#chunks[n]!
  }

  async init(): Promise<ArrayBuffer> {
    return new ArrayBuffer(1)
  }

  async segment(): Promise<ArrayBuffer> {
    return new ArrayBuffer(1)
  }

  /** All but the stage in chunks of their own, as large documents are. */
  #snapshot(t: number): ChunkRef[] {
    const { stage, ...others } = stateOfSecond(t / 1000) as TimelineState
    const large = Object.entries(others).map(([document, state]) => {
      return [document, this.#add({ kind: 'document', document, state }, 'document', t, t)] as const
    })
    const documents = Object.fromEntries(large.map(([document, { n }]) => [document, n]))
    const snapshot: Chunk = { kind: 'snapshot', t, state: { stage: stage! }, documents }
    return [...large.map(([, ref]) => ref), this.#add(snapshot, 'snapshot', t, t)]
  }

  #add(chunk: Chunk, kind: ChunkRef['kind'], fromMs: number, toMs: number): ChunkRef {
    const n = this.#chunks.push(chunk) - 1
    return { n, kind, fromMs, toMs, offset: 0, bytes: 1000 }
  }
}

/** What the class shows after its second number `second`. */
export function stateOfSecond(second: number): Record<string, Record<string, Json>> {
  const records: Record<string, Json> = {}
  for (let each = 1; each <= second; each++) {
    // Every third stroke is erased a second later.
    if (each % 3 !== 0 || each === second) records[`shape:${each}`] = { id: `shape:${each}`, drawn: each }
  }
  return {
    stage: { class: { state: 'live', second, page: '1' } },
    ...(second > 0 && {
      'board/1': { records },
      notes: { text: Array.from({ length: second }, (_, at) => `${at + 1};`).join('') },
    }),
  }
}

function framesBetween(from: number, to: number): Chunk {
  const frames = []
  for (let t = from + 1000; t <= to; t += 1000) frames.push({ t, changes: changesOfSecond(t / 1000) })
  return { kind: 'frames', frames }
}

function changesOfSecond(second: number): Change[] {
  const before = (stateOfSecond(second - 1).notes?.text ?? '') as string
  return [
    ['stage', 'class', 'second', second],
    ['board/1', 'records', `shape:${second}`, { id: `shape:${second}`, drawn: second }],
    ...((second - 1) % 3 === 0 && second > 1 ? [['board/1', 'records', `shape:${second - 1}`] as Change] : []),
    [
      'notes',
      'text',
      before === '' ? [{ insert: `${second};` }] : [{ retain: before.length }, { insert: `${second};` }],
    ],
  ]
}
