import { expect, test } from 'vitest'
import { benchSfu } from '../src/sfu/benchSfu.ts'
import { sfuRows } from '../src/sfu/sfuTable.ts'

const PATIENCE_MS = 120_000

test(
  'bench:sfu, small: everybody gets the tracks that the scenario says, through our node as through a bare worker',
  async () => {
    const rows = sfuRows(await benchSfu({ quick: true, rounds: 1 }, () => undefined))
    const tracks = rows.map(({ scenario, through, tracks }) => [scenario, through, tracks])
    expect(tracks).toEqual([
      ['1 picture → 20', 'bare worker', 20],
      ['1 picture → 20', 'ours, everything', 20],
      ['4 × 4', 'bare worker', 24],
      ['4 × 4', 'ours, everything', 24],
      ['4 × 4', 'ours, with rules', 24],
      ['3 voices → 20', 'bare worker', 66],
      ['3 voices → 20', 'ours, everything', 66],
    ])
    for (const { packetsIn, packetsOut, microsPerPacket } of rows) {
      expect(packetsIn).toBeGreaterThan(0)
      expect(packetsOut).toBeGreaterThan(0)
      expect(microsPerPacket).toBeGreaterThan(0)
    }
  },
  PATIENCE_MS,
)
