import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { random } from '../../../../scripts/support/random.ts'
import { Coverage } from './Coverage.ts'
import { decodeFrames, encodeFrames, type Frame } from './frames.ts'

const HELP = `Feeds the engine's way from a socket's frame to a document with inputs that reach ever more of its code.
  npm run fuzz -- --minutes 10 --seed 7     (--seconds for short runs, --keep to add what reached new code to the corpus)
An input that breaks a rule is made small, kept in test/hostile/fuzz/crashes, and ends the run with 1.`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const BATCH = 64
/** Time of the processor that one input may take, ms. */
const INPUT_MS = 50
const HEAP_MB = 64
const CORPUS = join(import.meta.dirname, 'corpus')
const CRASHES = join(import.meta.dirname, 'crashes')

const coverage = new Coverage((url) => url.includes('/classroom-engine/src/room/') || url.includes('/yjs/dist/'))
// Loaded when coverage listens.
const { FuzzRoom } = await import('./FuzzRoom.ts')
const { nextInput } = await import('./mutate.ts')

const seed = Number(values.seed)
const pick = random(seed)
const until = performance.now() + 1000 * (values.seconds ? Number(values.seconds) : 60 * Number(values.minutes ?? 1))
const corpus = readdirSync(CORPUS).map((file) => decodeFrames(readFileSync(join(CORPUS, file))))
const known = corpus.length
const seen = { batches: new Set<string>(), inputs: new Set<string>() }
let count = 0
let slowest = 0

for (const frames of corpus) attempt(frames)
learn('batches', coverage.take())
const heapBefore = heapMb()
while (performance.now() < until) {
  const batch = Array.from({ length: BATCH }, () => nextInput(pick, corpus))
  for (const frames of batch) attempt(frames)
  if (learn('batches', coverage.take())) keepGood(batch)
}
const grown = heapMb() - heapBefore
report()
if (grown > HEAP_MB) fail(`${grown} MB of memory did not come back`)

/** Runs an input; ends the process where it breaks a rule. */
function attempt(frames: readonly Frame[]): void {
  count += 1
  const problem = problemOf(frames)
  if (problem) keepBad(frames, problem)
}

function problemOf(frames: readonly Frame[]): string | undefined {
  const room = new FuzzRoom()
  const before = process.threadCpuUsage()
  try {
    room.run(frames)
  } catch (error) {
    return String(error instanceof Error ? error.stack : error)
  } finally {
    room.destroy()
  }
  const { user, system } = process.threadCpuUsage(before)
  const took = (user + system) / 1000
  slowest = Math.max(slowest, took)
  return took > INPUT_MS && again(frames) > INPUT_MS ? `it takes ${took} ms` : undefined
}

/** The least time of a few runs, ms: one may have met the collection of garbage. */
function again(frames: readonly Frame[]): number {
  const times = Array.from({ length: 5 }, () => {
    const room = new FuzzRoom()
    const before = process.threadCpuUsage()
    room.run(frames)
    const { user, system } = process.threadCpuUsage(before)
    room.destroy()
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** Whether there are blocks that no input reached before. */
function learn(of: keyof typeof seen, blocks: Set<string>): boolean {
  const before = seen[of].size
  for (const block of blocks) seen[of].add(block)
  return seen[of].size > before
}

/** Something of a batch was new: finds which. */
function keepGood(batch: readonly Frame[][]): void {
  for (const frames of batch) {
    attempt(frames)
    if (!learn('inputs', coverage.take())) continue
    corpus.push(frames)
    if (values.keep) write(CORPUS, frames)
  }
}

function keepBad(frames: readonly Frame[], problem: string): never {
  let small = [...frames]
  for (let index = small.length - 1; index >= 0; index -= 1) {
    const without = small.toSpliced(index, 1)
    if (problemOf(without)) small = without
  }
  fail(`${problem}\nkept as ${write(CRASHES, small)}`)
}

function write(folder: string, frames: readonly Frame[]): string {
  const bytes = encodeFrames(frames)
  const file = join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, bytes)
  return file
}

function heapMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / (1 << 20)
}

function report(): void {
  const news = corpus.length - known
  console.log(
    `seed ${seed}: ${count} inputs, ${seen.batches.size} blocks, ${news} inputs reached new ones, slowest ${slowest.toFixed(1)} ms of CPU, memory grew by ${grown.toFixed(1)} MB`,
  )
}

function fail(problem: string): never {
  console.error(`seed ${seed}, input ${count}: ${problem}`)
  process.exit(1)
}
