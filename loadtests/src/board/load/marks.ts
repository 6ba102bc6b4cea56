/** A mark in a record tells who sent the update, which of the sender's updates it is, and when it was sent: hexadecimal digits of fixed width. */
const NEEDLE = Buffer.from('@bench:')
const SEAT_DIGITS = 4
const NUMBER_DIGITS = 6
const TIME_DIGITS = 12
const SEAT_AT = NEEDLE.length
const NUMBER_AT = SEAT_AT + SEAT_DIGITS
const TIME_AT = NUMBER_AT + NUMBER_DIGITS
const MARK_LENGTH = TIME_AT + TIME_DIGITS

/** The mark of a sender's `n`-th update, without its time. */
export const markOf = (seat: number, n: number): string =>
  `${NEEDLE}${hex(seat, SEAT_DIGITS)}${hex(n, NUMBER_DIGITS)}${hex(0, TIME_DIGITS)}`

/** Writes the time of sending into the mark of an encoded update. */
export function stamp(frame: Buffer, micros: number): void {
  frame.write(hex(micros, TIME_DIGITS), frame.lastIndexOf(NEEDLE) + TIME_AT, 'latin1')
}

/** Tells of every mark in a message. */
export function eachMark(message: Buffer, tell: (seat: number, n: number, sentAt: number) => void): void {
  for (let at = message.indexOf(NEEDLE); at >= 0; at = message.indexOf(NEEDLE, at + MARK_LENGTH)) {
    const number = (from: number, to: number) => readHex(message, at + from, at + to)
    tell(number(SEAT_AT, NUMBER_AT), number(NUMBER_AT, TIME_AT), number(TIME_AT, MARK_LENGTH))
  }
}

/** Microseconds on a clock that all processes of the machine share. */
export const nowMicros = (): number => Number(process.hrtime.bigint() / 1000n)

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

function readHex(bytes: Buffer, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const code = bytes[at]!
    value = value * 16 + (code < 58 ? code - 48 : code - 87)
  }
  return value
}
