import { setTimeout as wait } from 'node:timers/promises'
import { provideWorker } from '../provideWorker.ts'
import { toneStream, videoStream } from './streams.ts'

/** What recording costs: `node sfu-cluster/test/recorder/measureCost.ts [people] [seconds]`; each has a camera of 720 lines and a microphone. */
const people = Number(process.argv[2] ?? 4)
const seconds = Number(process.argv[3] ?? 30)
const FRAMES_PER_SECOND = 30
const CAMERA = {
  width: 1280,
  height: 720,
  framesPerSecond: FRAMES_PER_SECOND,
  seconds: 10,
  keyEvery: 90,
  bitsPerSecond: 1_500_000,
}
/** Figures come every 5 s. */
const FIGURES_MS = 5500

provideWorker()
// mediasoup looks for its worker when it is imported.
const { TestRecording } = await import('./TestRecording.ts')
const recording = await TestRecording.start()
const cameras = []
const microphones = []
for (let i = 0; i < people; i++) {
  cameras.push(await recording.source(await videoStream('H264', CAMERA)))
  microphones.push(await recording.source(await toneStream()))
}
for (const [i, camera] of cameras.entries()) recording.record(camera, `cam${i}`)
for (const [i, microphone] of microphones.entries()) recording.record(microphone, `mic${i}`)
const sending = [
  ...cameras.map(({ sender }) => sender.send(FRAMES_PER_SECOND * (seconds + 20))),
  ...microphones.map(({ sender }) => sender.send(50 * (seconds + 20))),
]
// Without what its start costs.
await recording.told.until(() => (recording.recorder.soFar.segments >= people ? true : undefined))
await wait(FIGURES_MS)
const before = { ...recording.recorder.soFar, at: performance.now() }
await wait(seconds * 1000)
const after = { ...recording.recorder.soFar, at: performance.now() }
await Promise.all(sending)
await recording.close()
const passed = Math.round((after.at - before.at) / 5000) * 5
const cores = (after.cpuSeconds - before.cpuSeconds) / passed
process.stdout.write(
  `${people} cameras of 720 lines with sound, ${passed} s: ${cores.toFixed(4)} cores, ${(cores / people).toFixed(4)} each; ` +
    `${((after.bytes - before.bytes) / passed / people / 1000).toFixed(0)} kB/s each; ` +
    `lost ${after.lostPackets}, pictures dropped ${after.droppedPictures}\n`,
)
