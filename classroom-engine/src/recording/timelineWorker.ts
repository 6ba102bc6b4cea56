import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { decodeEntry, type Entry } from '@lectern/protocol'
import { openObjectStore, type StoreSettings, TimelineWriter } from '@lectern/recording'
import {
  type FromTimelineThread,
  type TimelineCalls,
  type TimelineMethod,
  type ToTimelineThread,
  unpackEntries,
} from './timelineCalls.ts'

/** A room whose writer failed at its log, or that was never opened here. */
class NotOpenError extends Error {}

comeAfterLiveClasses()
const port = parentPort!
const store = await openObjectStore(workerData as StoreSettings)
const writers = new Map<string, TimelineWriter>()
/** Why a writer is there no more. */
const failures = new Map<string, string>()

const METHODS: { [Method in TimelineMethod]: (room: string) => Promise<TimelineCalls[Method]> } = {
  async open(room) {
    failures.delete(room)
    const writer = await TimelineWriter.open(store, room)
    writers.set(room, writer)
    return { isSealed: writer.isSealed, hasEnded: writer.hasEnded, fromSeq: writer.nextSeq }
  },
  async flush(room) {
    await writerOf(room).flush()
    return null
  },
  async seal(room) {
    await writerOf(room).seal()
    return null
  },
  async forget(room) {
    writers.delete(room)
    return null
  },
}

port.on('message', (message: ToTimelineThread) => {
  if ('method' in message) void answer(message.id, METHODS[message.method](message.room))
  else take(message.room, message.fromSeq, message.packed)
})

/** Where processor time is short, live classes have it first. Only Linux knows a priority of one thread. */
function comeAfterLiveClasses(): void {
  if (process.platform !== 'linux') return
  const thread = readlinkSync('/proc/thread-self').split('/').at(-1)
  setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL)
}

async function answer(id: number, value: Promise<TimelineCalls[TimelineMethod]>): Promise<void> {
  const reply = (message: FromTimelineThread) => port.postMessage(message)
  try {
    reply({ id, ok: true, value: await value })
  } catch (error) {
    const code = error instanceof NotOpenError ? 'NOT_OPEN' : 'FAILED'
    reply({ id, ok: false, error: { code, message: String((error as Error).stack ?? error) } })
  }
}

function take(room: string, fromSeq: number, packed: Uint8Array): void {
  try {
    writers.get(room)?.take(entriesOf(fromSeq, packed))
  } catch (error) {
    writers.delete(room)
    failures.set(room, String((error as Error).stack ?? error))
  }
}

function writerOf(room: string): TimelineWriter {
  const writer = writers.get(room)
  if (!writer) throw new NotOpenError(failures.get(room) ?? 'the room is not open')
  return writer
}

function* entriesOf(fromSeq: number, packed: Uint8Array): Generator<Entry> {
  let seq = fromSeq
  for (const bytes of unpackEntries(packed)) yield decodeEntry(seq++, bytes)
}
