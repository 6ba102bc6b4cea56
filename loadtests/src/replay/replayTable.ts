import { percentile } from '../faults/percentile.ts'
import type { ReplayBenchResult } from './benchReplay.ts'

const whole = (value: number) => Math.round(value).toLocaleString('en')
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

/** What was measured beside its goal, as a table in Markdown. */
export function replayTable({ hours, live, page, recorder, timeline }: ReplayBenchResult): string {
  const { opens, seeks } = page
  const spread = (values: number[]) => [50, 95, 100].map((percent) => whole(percentile(values, percent)))
  const pictures = seeks.flatMap(({ picture }) => picture ?? [])
  const rows = [
    ['', 'p50', 'p95', 'max', 'goal'],
    ['---', '---', '---', '---', '---'],
    [`end of a class of ${hours} h → playable, ms`, ...spread([live.playableMs]), '≤ 5,000'],
    ['end → sealed as one object, ms', ...spread([live.sealedMs]), ''],
    ['opened → time bar, ms', ...spread(opens.map(({ ready }) => ready)), ''],
    ['opened → first picture, ms', ...spread(opens.map(({ picture }) => picture)), '≤ 1,000'],
    ['loaded of the recording until then, kB', ...spread(opens.map(({ bytes }) => bytes / 1000)), ''],
    ['another moment → all documents set, ms', ...spread(seeks.map(({ state }) => state)), 'p95 ≤ 150'],
    ['another moment → painted, ms', ...spread(seeks.map(({ painted }) => painted)), ''],
    ['another moment → its picture, ms', ...spread(pictures), '≤ 1,000'],
  ]
  const missing = seeks.length - pictures.length
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`)
  return [
    ...lines,
    '',
    `${opens.length} times opened in a fresh profile, ${seeks.length} moments by chance; ${missing} without a picture within 15 s.`,
    `Timeline: ${megabytes(timeline.bytes)} MB for ${hours} h, ${megabytes(timeline.bytes / hours)} MB an hour (${whole(timeline.entries)} entries of the log).`,
    `Recorder: ${recorder.recorderCores.toFixed(4)} cores for each of ${recorder.tracks} tracks of 720 lines (goal ≤ 0.03), which ` +
      `brought ${whole(recorder.storedKilobits)} kbit/s into the store; the SFU's own work for one ${recorder.sfuCores.toFixed(4)}.`,
  ].join('\n')
}
