import { expect, test } from 'vitest'
import { random } from '../../../../scripts/support/random.ts'
import { negativeAcknowledgement, pictureLossIndication, senderReportsOf } from './rtcp.ts'

test('sender reports of a compound packet', () => {
  const report = Buffer.alloc(28)
  report.set([0x80, 200, 0, 6])
  report.writeUInt32BE(77, 4)
  report.writeUInt32BE(2_208_988_800 + 1000, 8)
  report.writeUInt32BE(2 ** 31, 12)
  report.writeUInt32BE(90_000, 16)
  const description = Buffer.from([0x81, 202, 0, 1, 0, 0, 0, 1])
  const reports = senderReportsOf(Buffer.concat([description, report, description]))
  expect(reports).toEqual([{ ssrc: 77, ntpMs: 1_000_500, timestamp: 90_000 }])
})

test('a NACK names all packets, across the end of the counter', () => {
  const sequences = [65_530, 65_535, 0, 3, 40, 41, 57, 58]
  const packet = negativeAcknowledgement(9, sequences)
  expect([packet[0], packet[1], packet.readUInt16BE(2), packet.readUInt32BE(8)]).toEqual([
    0x81,
    205,
    packet.length / 4 - 1,
    9,
  ])
  const named: number[] = []
  for (let at = 12; at < packet.length; at += 4) {
    const first = packet.readUInt16BE(at)
    named.push(first)
    for (let bit = 0; bit < 16; bit++)
      if (packet.readUInt16BE(at + 2) & (1 << bit)) named.push((first + bit + 1) & 0xffff)
  }
  expect(named).toEqual(sequences)
})

test('a PLI', () => {
  expect([...pictureLossIndication(258)]).toEqual([0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 1, 2])
})

test('whatever comes, reading reports ends', () => {
  const { below } = random(4)
  for (let i = 0; i < 2000; i++) {
    const bytes = Buffer.from(Array.from({ length: below(90) }, () => below(256)))
    expect(senderReportsOf(bytes).length).toBeLessThan(4)
  }
})
