import { setTimeout as wait } from 'node:timers/promises'
import { type ObjectStore, openObjectStore, type StoreSettings } from '@lectern/recording'
import { Recorder } from './Recorder.ts'
import type { FromRecorder, ToRecorder } from './recorderMessages.ts'

/** The recorder's process: started by an SFU, and over when that one is. */
const OPEN_AGAIN_MS = 1000
/** A store that does not answer keeps nobody for longer, ms. */
const END_MS = 10_000

const tell = (message: FromRecorder) => {
  if (process.connected) process.send!(message)
}

let recorder: Recorder | undefined
let isEnding = false

async function start(settings: StoreSettings): Promise<void> {
  recorder = await Recorder.listen({ store: await openStore(settings), tell })
  tell({ type: 'up', port: recorder.port })
}

async function openStore(settings: StoreSettings): Promise<ObjectStore> {
  for (let failures = 0; ; failures++) {
    try {
      const store = await openObjectStore(settings)
      if (failures > 0) tell({ type: 'store', works: true, problem: '' })
      return store
    } catch (error) {
      if (failures === 0) tell({ type: 'store', works: false, problem: String(error) })
      await wait(OPEN_AGAIN_MS)
    }
  }
}

async function end(isWanted: boolean): Promise<void> {
  if (isEnding) return
  isEnding = true
  setTimeout(() => process.exit(1), END_MS).unref()
  await recorder?.end(isWanted)
  process.exit(0)
}

async function onMessage(message: ToRecorder): Promise<void> {
  if (message.type === 'start') return start(message.store)
  if (message.type === 'end') return end(true)
  if (!recorder || isEnding) return
  if (message.type === 'record') recorder.record(message)
  else if (message.type === 'stop') await recorder.stop(message.recording)
  else recorder.pause(message.recording)
}

process.on('message', (message: ToRecorder) => void onMessage(message))
// The SFU is gone, however it went: what is open is stored, and nobody is told.
process.on('disconnect', () => void end(false))
process.on('SIGTERM', () => void end(false))
// A terminal sends it to the SFU too, which says what to do.
process.on('SIGINT', () => undefined)
