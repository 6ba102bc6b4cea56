/** What a sender says of its clocks: this timestamp was this time of day, epoch ms. */
export interface SenderReport {
  ssrc: number
  ntpMs: number
  timestamp: number
}

const SENDER_REPORT = 200
const TRANSPORT_FEEDBACK = 205
const PAYLOAD_FEEDBACK = 206
const NACK = 1
const PLI = 1
/** Seconds between 1900 and 1970. */
const NTP_OFFSET = 2_208_988_800
/** Our own end needs a name in feedback; nobody looks at it. */
const OWN_SSRC = 1
/** One word of a NACK names a packet and any of the 16 after it. */
const NACK_SPAN = 17

/** Sender reports of a compound packet. */
export function senderReportsOf(compound: Buffer): SenderReport[] {
  const reports: SenderReport[] = []
  for (let at = 0; at + 4 <= compound.length; ) {
    const end = at + 4 * (compound.readUInt16BE(at + 2) + 1)
    if (compound[at + 1] === SENDER_REPORT && end <= compound.length && end - at >= 28) {
      const seconds = compound.readUInt32BE(at + 8) - NTP_OFFSET
      reports.push({
        ssrc: compound.readUInt32BE(at + 4),
        ntpMs: seconds * 1000 + (compound.readUInt32BE(at + 12) / 2 ** 32) * 1000,
        timestamp: compound.readUInt32BE(at + 16),
      })
    }
    at = end
  }
  return reports
}

/** Asks for a picture that needs no other. */
export const pictureLossIndication = (ssrc: number): Buffer => feedback(PAYLOAD_FEEDBACK, PLI, ssrc, [])

/** Asks for packets again. */
export function negativeAcknowledgement(ssrc: number, sequences: readonly number[]): Buffer {
  const words: number[] = []
  let first = 0
  for (const sequence of sequences) {
    const behind = (sequence - first) & 0xffff
    if (words.length > 0 && behind > 0 && behind < NACK_SPAN) words[words.length - 1]! |= 1 << (behind - 1)
    else {
      first = sequence
      words.push(sequence * 65_536)
    }
  }
  return feedback(TRANSPORT_FEEDBACK, NACK, ssrc, words)
}

function feedback(type: number, format: number, ssrc: number, words: readonly number[]): Buffer {
  const packet = Buffer.alloc(12 + 4 * words.length)
  packet[0] = 0x80 | format
  packet[1] = type
  packet.writeUInt16BE(2 + words.length, 2)
  packet.writeUInt32BE(OWN_SSRC, 4)
  packet.writeUInt32BE(ssrc, 8)
  for (const [i, word] of words.entries()) packet.writeUInt32BE(word >>> 0, 12 + 4 * i)
  return packet
}
