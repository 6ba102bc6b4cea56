import type { RtpPacket } from './parseRtp.ts'
import { Unwrapper } from './Unwrapper.ts'

/** How long a packet is waited for: it may have been sent again over a slow line, ms. */
const PATIENCE_MS = 500
/** Packets kept behind one that is missing. */
const MAX_WAITING = 1500
/** A sequence that leaps so far began anew. */
const LEAP = 3000

interface Waiting {
  packet: RtpPacket
  since: number
}

/** Brings packets into their order, once each. What does not come in time is left out, and the packet after it says so. */
export class ReorderBuffer {
  /** Packets that never came. */
  lost = 0
  readonly #deliver: (packet: RtpPacket, afterLoss: boolean) => void
  readonly #sequence = new Unwrapper(16)
  readonly #waiting = new Map<number, Waiting>()
  #next: number | undefined

  constructor(deliver: (packet: RtpPacket, afterLoss: boolean) => void) {
    this.#deliver = deliver
  }

  /** Returns sequence numbers that turned out to be missing just now. */
  push(packet: RtpPacket, now: number): number[] {
    const number = this.#sequence.near(packet.sequence)
    this.#next ??= number
    if (Math.abs(number - this.#next) > LEAP) this.#startAt(number)
    if (number < this.#next || this.#waiting.has(number)) return []
    this.#sequence.unwrap(packet.sequence)
    if (number === this.#next) {
      this.#pass(packet, false)
      return []
    }
    const missing = this.#missingBefore(number)
    this.#waiting.set(number, { packet, since: now })
    if (this.#waiting.size > MAX_WAITING) this.#skip()
    return missing
  }

  /** Gives up what was waited for too long. */
  tick(now: number): void {
    while (this.#waiting.size > 0 && now - this.#waitingSince() >= PATIENCE_MS) this.#skip()
  }

  /** What is missing now. */
  missing(): number[] {
    if (this.#waiting.size === 0) return []
    const last = Math.max(...this.#waiting.keys())
    return range(this.#next!, last)
      .filter((number) => !this.#waiting.has(number))
      .map(wire)
  }

  /** Nothing more comes. */
  flush(): void {
    while (this.#waiting.size > 0) this.#skip()
  }

  #startAt(number: number): void {
    this.flush()
    // One behind, so that its packet comes after a loss.
    this.#next = number - 1
  }

  #pass(packet: RtpPacket, afterLoss: boolean): void {
    this.#next! += 1
    this.#deliver(packet, afterLoss)
    for (;;) {
      const next = this.#waiting.get(this.#next!)
      if (!next) return
      this.#waiting.delete(this.#next!)
      this.#next! += 1
      this.#deliver(next.packet, false)
    }
  }

  #skip(): void {
    const first = Math.min(...this.#waiting.keys())
    const { packet } = this.#waiting.get(first)!
    this.#waiting.delete(first)
    this.lost += first - this.#next!
    this.#next = first
    this.#pass(packet, true)
  }

  /** Numbers between the last that came and this one. */
  #missingBefore(number: number): number[] {
    const highest = this.#waiting.size === 0 ? this.#next! - 1 : Math.max(...this.#waiting.keys())
    return range(highest + 1, number).map(wire)
  }

  #waitingSince(): number {
    let since = Number.POSITIVE_INFINITY
    for (const each of this.#waiting.values()) since = Math.min(since, each.since)
    return since
  }
}

const wire = (number: number): number => ((number % 65_536) + 65_536) % 65_536

function range(from: number, to: number): number[] {
  return from < to ? Array.from({ length: to - from }, (_, i) => from + i) : []
}
