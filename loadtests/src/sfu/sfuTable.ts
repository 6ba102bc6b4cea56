import type { ArmResult, ScenarioResult } from './benchSfu.ts'
import type { Sample } from './Crowd.ts'
import { median } from './median.ts'

const HEAD = [
  'scenario',
  'through',
  'tracks',
  'packets in/s',
  'packets out/s',
  'CPU ms/s',
  'µs/packet',
  'beside the bare worker',
]

export interface SfuRow {
  scenario: string
  through: string
  tracks: number
  packetsIn: number
  packetsOut: number
  cpuMsPerSecond: number
  /** CPU time for each packet that reached a viewer, µs. */
  microsPerPacket: number
  /** µs per packet as a share of the bare worker's in the same round, 1 for itself. */
  perPacketRatio: number
  /** CPU time for the same class as a share of the bare worker's, which forwards everything. */
  totalRatio: number
}

/** Medians over the rounds; ratios are taken round by round before. */
export function sfuRows(results: readonly ScenarioResult[]): SfuRow[] {
  return results.flatMap(({ scenario, arms }) => arms.map((arm) => rowOf(scenario, arm, arms[0]!)))
}

/** The rows as a table in Markdown. */
export function sfuTable(rows: readonly SfuRow[]): string {
  const lines = rows.map((row) =>
    [
      row.scenario,
      row.through,
      row.tracks,
      Math.round(row.packetsIn),
      Math.round(row.packetsOut),
      Math.round(row.cpuMsPerSecond),
      row.microsPerPacket.toFixed(2),
      besideBare(row),
    ].join(' | '),
  )
  return [HEAD.join(' | '), HEAD.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`).join('\n')
}

function rowOf(scenario: string, { arm, samples }: ArmResult, bare: ArmResult): SfuRow {
  const of = (value: (sample: Sample, round: number) => number) => median(samples.map(value))
  return {
    scenario,
    through: arm,
    tracks: of(({ consumers }) => consumers),
    packetsIn: of(({ sentPerSecond }) => sentPerSecond),
    packetsOut: of(({ packetsPerSecond }) => packetsPerSecond),
    cpuMsPerSecond: of(({ cpuMsPerSecond }) => cpuMsPerSecond),
    microsPerPacket: of(perPacket),
    perPacketRatio: of((sample, round) => perPacket(sample) / perPacket(bare.samples[round]!)),
    totalRatio: of((sample, round) => sample.cpuMsPerSecond / bare.samples[round]!.cpuMsPerSecond),
  }
}

const perPacket = ({ cpuMsPerSecond, packetsPerSecond }: Sample) => (cpuMsPerSecond * 1000) / packetsPerSecond

function besideBare({ through, perPacketRatio, totalRatio }: SfuRow): string {
  if (through === 'bare worker') return ''
  if (through === 'ours, with rules') return `${percent(totalRatio)} of its CPU (goal ≤ 40 %)`
  const more = perPacketRatio - 1
  return `${more < 0 ? '−' : '+'}${percent(Math.abs(more))} per packet (goal < +5 %)`
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
