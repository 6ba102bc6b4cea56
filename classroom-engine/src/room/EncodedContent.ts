import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { skipPlainValue } from './skipPlainValue.ts'

const NO_VALUES: unknown[] = []

/**
 * Values of a document that stay as they came: encoded. The engine gives them on and never looks into them, so it neither makes
 * objects of them nor writes them again; that is most of the work with an edit. For Yjs it is a `ContentAny`.
 */
export class EncodedContent extends Y.ContentAny {
  #count: number
  /** The values one after the other, each as `writeAny` writes it. */
  #bytes: Uint8Array

  constructor(count: number, bytes: Uint8Array) {
    super(NO_VALUES)
    this.#count = count
    this.#bytes = bytes
  }

  /** Takes values out of an update, and checks them on the way. Throws BAD_UPDATE. */
  static read(decoder: Y.UpdateDecoderV1): EncodedContent {
    const count = decoder.readLen()
    const { restDecoder } = decoder
    const from = restDecoder.pos
    for (let left = count; left > 0; left -= 1) skipPlainValue(restDecoder)
    // A copy: what is left of an edit must not hold all of the frame that it came in.
    return new EncodedContent(count, restDecoder.arr.slice(from, restDecoder.pos))
  }

  override getLength(): number {
    return this.#count
  }

  override getContent(): unknown[] {
    const decoder = decoding.createDecoder(this.#bytes)
    return Array.from({ length: this.#count }, () => decoding.readAny(decoder))
  }

  override copy(): EncodedContent {
    return new EncodedContent(this.#count, this.#bytes)
  }

  override splice(offset: number): EncodedContent {
    const at = this.#startOf(offset)
    const right = new EncodedContent(this.#count - offset, this.#bytes.slice(at))
    this.#count = offset
    this.#bytes = this.#bytes.slice(0, at)
    return right
  }

  /** Yjs merges contents of one class only. */
  override mergeWith(right: Y.ContentAny): boolean {
    const other = right as EncodedContent
    this.#bytes = Buffer.concat([this.#bytes, other.#bytes])
    this.#count += other.#count
    return true
  }

  override write(encoder: Y.UpdateEncoderV1 | Y.UpdateEncoderV2, offset: number): void {
    encoder.writeLen(this.#count - offset)
    encoding.writeUint8Array(encoder.restEncoder, this.#bytes.subarray(this.#startOf(offset)))
  }

  /** Where the value at an offset begins. */
  #startOf(offset: number): number {
    const decoder = decoding.createDecoder(this.#bytes)
    for (let left = offset; left > 0; left -= 1) skipPlainValue(decoder)
    return decoder.pos
  }
}
