import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyStored } from './applyStored.ts'
import { EncodedContent } from './EncodedContent.ts'

const contents = (doc: Y.Doc) =>
  [...doc.store.clients.values()].flat().flatMap((struct) => (struct instanceof Y.Item ? [struct.content] : []))

test('a document that is read from its log is the same document, and its values stay encoded', () => {
  const source = new Y.Doc()
  const stored: Uint8Array[] = []
  source.on('update', (update) => stored.push(update))
  const records = source.getMap('records')
  for (let n = 0; n < 40; n += 1) records.set(`shape:${n % 15}`, { n, points: [{ x: n / 3, y: -n }], text: 'ä🙂' })
  records.delete('shape:3')
  source.getArray('list').push([1, 'two', { three: [3] }])
  source.getArray('list').delete(1)
  source.getText('text').insert(0, 'plain')

  for (const updates of [stored, [Y.encodeStateAsUpdate(source)]]) {
    const doc = new Y.Doc()
    for (const update of updates) applyStored(doc, update)
    expect(doc.getMap('records').toJSON()).toEqual(records.toJSON())
    expect(doc.getArray('list').toJSON()).toEqual([1, { three: [3] }])
    expect(doc.getText('text').toString()).toBe('plain')
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(source))
    expect(contents(doc).some((content) => content.constructor === Y.ContentAny)).toBe(false)
    expect(contents(doc).some((content) => content instanceof EncodedContent)).toBe(true)
  }
})
