import * as Y from 'yjs'
import { EncodedContent } from './EncodedContent.ts'
import { skipPlainValue } from './skipPlainValue.ts'

/** A value as it stands in an update. */
class EncodedValue {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

/** Reads updates without making their values. */
class EncodedValueDecoder extends Y.UpdateDecoderV1 {
  override readAny(): EncodedValue {
    const { restDecoder } = this
    const from = restDecoder.pos
    skipPlainValue(restDecoder)
    return new EncodedValue(restDecoder.arr.slice(from, restDecoder.pos))
  }
}

/** Takes an update of our own log into a document; its values stay encoded, as those of live edits do. */
export function applyStored(doc: Y.Doc, update: Uint8Array): void {
  doc.transact((transaction) => {
    Y.applyUpdateV2(doc, update, undefined, EncodedValueDecoder)
    // Before the transaction ends: what Yjs writes and merges at its end must be content that knows how.
    for (const item of newItems(transaction)) keepEncoded(item)
  })
}

function* newItems({ doc, beforeState }: Y.Transaction): Iterable<Y.Item> {
  for (const [client, structs] of doc.store.clients) {
    const before = beforeState.get(client) ?? 0
    const last = structs.at(-1)!
    if (last.id.clock + last.length <= before) continue
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index += 1) {
      const struct = structs[index]!
      if (struct instanceof Y.Item) yield struct
    }
  }
}

function keepEncoded(item: Y.Item): void {
  if (item.content.constructor !== Y.ContentAny) return
  const values = (item.content as Y.ContentAny).arr as EncodedValue[]
  item.content = new EncodedContent(values.length, values.length === 1 ? values[0]!.bytes : joined(values))
}

const joined = (values: EncodedValue[]): Uint8Array => Buffer.concat(values.map(({ bytes }) => bytes))
