import { BOARD_RECORDS } from '@lectern/protocol'
import { createShapeId, type TLRecord, type TLShape, type TLStore } from '@tldraw/tldraw'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardBinding } from './BoardBinding.ts'
import { createBoardStore } from './boardStore.ts'
import { connect, TestDocument } from './TestDocument.ts'

interface Side {
  document: TestDocument
  store: TLStore
  binding: BoardBinding
}

let open: Side[] = []

function side(document = new TestDocument()): Side {
  const store = createBoardStore()
  const made = { document, store, binding: new BoardBinding(store, document) }
  open.push(made)
  return made
}

/** Two people at one page. */
function pair(): [Side, Side] {
  const [a, b] = [side(), side()]
  connect(a.document.doc, b.document.doc)
  return [a, b]
}

const records = (doc: Y.Doc) => doc.getMap(BOARD_RECORDS)
const settle = () => vi.advanceTimersByTime(1000)
const shapesOf = (store: TLStore) =>
  store.allRecords().filter((record): record is TLShape => record.typeName === 'shape')

function geo(id: string, rest: Partial<TLShape> = {}): TLShape {
  return {
    id: createShapeId(id),
    typeName: 'shape',
    type: 'geo',
    x: 10,
    y: 20,
    rotation: 0,
    index: 'a1',
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      geo: 'rectangle',
      w: 100,
      h: 50,
      color: 'blue',
      labelColor: 'black',
      fill: 'none',
      dash: 'draw',
      size: 'm',
      font: 'draw',
      align: 'middle',
      verticalAlign: 'middle',
      growY: 0,
      url: '',
      scale: 1,
      richText: { type: 'doc', content: [{ type: 'paragraph' }] },
    },
    ...rest,
  } as TLShape
}

function draw(id: string, points: { x: number; y: number; z: number }[]): TLShape {
  const props = {
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    segments: [{ type: 'free', points }],
    isComplete: false,
    isClosed: false,
    isPen: false,
    scale: 1,
  }
  return { ...geo(id), type: 'draw', props } as unknown as TLShape
}

const put = (store: TLStore, ...shapes: TLShape[]) => store.put(shapes as TLRecord[])

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  for (const { binding } of open) binding.close()
  open = []
  vi.useRealTimers()
})

describe('both ways', () => {
  test('a shape made on one board is on the other, and a change and a removal follow', () => {
    const [a, b] = pair()
    put(a.store, geo('one'))
    settle()
    expect(b.store.get(createShapeId('one'))).toEqual(geo('one'))
    b.store.update(createShapeId('one'), (shape) => ({ ...shape, x: 99 }))
    settle()
    expect(a.store.get(createShapeId('one'))?.x).toBe(99)
    a.store.remove([createShapeId('one')])
    settle()
    expect(b.store.has(createShapeId('one'))).toBe(false)
    expect(records(b.document.doc).size).toBe(0)
  })

  test('a plain Yjs client that sets a valid record is on the board at once, and reads what is drawn there', () => {
    const { document, store } = side()
    const plain = new Y.Doc()
    connect(document.doc, plain)
    records(plain).set('shape:stock', JSON.parse(JSON.stringify(geo('stock'))))
    vi.advanceTimersByTime(16)
    expect(store.get(createShapeId('stock'))).toEqual(geo('stock'))
    put(store, geo('ours'))
    settle()
    expect(records(plain).get('shape:ours')).toEqual(geo('ours'))
  })

  test('what comes from others is not written again', () => {
    const [a, b] = pair()
    const writes = vi.fn()
    b.document.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === b.binding) writes()
    })
    put(a.store, geo('one'))
    settle()
    expect(b.store.has(createShapeId('one'))).toBe(true)
    expect(writes).not.toHaveBeenCalled()
  })

  test('page, document, camera and instance records stay at home', () => {
    const { document, store } = side()
    store.update('document:document' as never, (record: object) => ({ ...record, name: 'mine' }) as never)
    put(store, geo('one'))
    settle()
    expect([...records(document.doc).keys()]).toEqual(['shape:one'])
  })

  test('what was on the page before is on the board when it opens', () => {
    const document = new TestDocument()
    for (let n = 0; n < 1000; n += 1) records(document.doc).set(`shape:n${n}`, geo(`n${n}`))
    const { store, binding } = side(document)
    expect(binding.state.getSnapshot().loaded).toBe(false)
    settle()
    expect(shapesOf(store)).toHaveLength(1000)
    expect(binding.state.getSnapshot()).toEqual({ loaded: true, skipped: 0 })
  })
})

describe('writing', () => {
  test('changes within 50 ms are one transaction with the changed records only', () => {
    const { document, store } = side()
    put(store, geo('still'), geo('moved'))
    settle()
    const changed: string[][] = []
    records(document.doc).observe((event) => changed.push([...event.keysChanged]))
    for (let x = 0; x < 20; x += 1) store.update(createShapeId('moved'), (shape) => ({ ...shape, x }))
    vi.advanceTimersByTime(49)
    expect(changed).toEqual([])
    vi.advanceTimersByTime(1)
    expect(changed).toEqual([['shape:moved']])
  })

  test('flush writes at once', () => {
    const { document, store, binding } = side()
    put(store, geo('one'))
    binding.flush()
    expect(records(document.doc).has('shape:one')).toBe(true)
  })

  test('a long stroke is written less often the longer it gets', () => {
    const { document, store } = side()
    const writes = vi.fn()
    document.doc.on('update', writes)
    const points = Array.from({ length: 600 }, (_, n) => ({ x: n + 0.25, y: n + 0.5, z: 0.5 }))
    const second = (all: { x: number; y: number; z: number }[]) => {
      writes.mockClear()
      for (let ms = 0; ms < 1000; ms += 10) {
        put(store, draw('stroke', [...all, { x: ms, y: 0, z: 0.5 }]))
        vi.advanceTimersByTime(10)
      }
      return writes.mock.calls.length
    }
    expect(second(points.slice(0, 5))).toBeGreaterThan(15)
    expect(second(points)).toBeLessThan(6)
  })

  test('much at once goes out in several transactions, and all of it', () => {
    const { document, store } = side()
    const sizes: number[] = []
    document.doc.on('update', (update: Uint8Array) => sizes.push(update.length))
    put(store, ...Array.from({ length: 4000 }, (_, n) => geo(`n${n}`)))
    vi.advanceTimersByTime(20_000)
    expect(records(document.doc).size).toBe(4000)
    expect(sizes.length).toBeGreaterThan(3)
    expect(Math.max(...sizes)).toBeLessThan(512 * 1024)
  })

  test('values in the document are plain JSON', () => {
    const { document, store } = side()
    const paragraph = { type: 'paragraph', attrs: { dir: undefined, level: 1 } }
    put(store, geo('one', { props: { ...geo('one').props, richText: { type: 'doc', content: [paragraph] } } as never }))
    settle()
    const value = records(document.doc).get('shape:one') as { props: { richText: { content: { attrs: object }[] } } }
    expect(Object.keys(value.props.richText.content[0]!.attrs)).toEqual(['level'])
  })

  test('a change that is not written yet wins over one that comes in', () => {
    const [a, b] = pair()
    put(a.store, geo('one'))
    settle()
    a.store.update(createShapeId('one'), (shape) => ({ ...shape, x: 1 }))
    records(b.document.doc).set('shape:one', geo('one', { x: 2 }))
    settle()
    expect(a.store.get(createShapeId('one'))?.x).toBe(1)
    expect(b.store.get(createShapeId('one'))?.x).toBe(1)
  })
})

describe('without the right to draw', () => {
  test('a local change is taken back, and nothing is written', () => {
    const { document, store } = side()
    put(store, geo('one'))
    settle()
    document.writable = false
    const writes = vi.fn()
    document.doc.on('update', writes)
    store.update(createShapeId('one'), (shape) => ({ ...shape, x: 500 }))
    put(store, geo('two'))
    settle()
    expect(writes).not.toHaveBeenCalled()
    expect(shapesOf(store)).toEqual([geo('one')])
  })

  test('a right that ends in mid-stroke takes back what was not written', () => {
    const { document, store } = side()
    put(store, geo('one'))
    document.writable = false
    settle()
    expect(records(document.doc).size).toBe(0)
    expect(shapesOf(store)).toEqual([])
  })

  test('after a refused edit the board shows what the server has', () => {
    const { document, store } = side()
    const server = new Y.Doc()
    records(server).set('shape:kept', geo('kept'))
    Y.applyUpdate(document.doc, Y.encodeStateAsUpdate(server))
    settle()
    put(store, geo('refused'))
    settle()
    store.update(createShapeId('kept'), (shape) => ({ ...shape, x: 7 }))
    document.replaceBy(server)
    settle()
    expect(shapesOf(store)).toEqual([geo('kept')])
    put(store, geo('again'))
    settle()
    expect(records(server).has('shape:again')).toBe(true)
  })
})

describe('records of others that do not fit', () => {
  const shown = (values: Record<string, unknown>) => {
    const document = new TestDocument()
    for (const [id, value] of Object.entries(values)) records(document.doc).set(id, value)
    const made = side(document)
    settle()
    return made
  }

  test.each([
    ['no object', 'hello'],
    ['null', null],
    ['a list', [1, 2]],
    ['of an unknown type', { ...geo('x'), type: 'unheard-of' }],
    ['of an unknown record type', { id: 'shape:x', typeName: 'spell' }],
    ['a page', { id: 'shape:x', typeName: 'page', name: 'P', index: 'a1', meta: {} }],
    ['under another id', geo('other')],
    ['with a wrong field', { ...geo('x'), rotation: 'left' }],
    ['without its props', { ...geo('x'), props: undefined }],
    ['far beyond what geometry can take', { ...geo('x'), x: 1e300 }],
    ['a stroke without points', draw('x', [])],
    [
      'with a text node that nobody knows',
      geo('x', { props: { ...geo('x').props, richText: { type: 'doc', content: [{ type: 'evil' }] } } as never }),
    ],
    ['its own parent', geo('x', { parentId: createShapeId('x') })],
    ['on another page of tldraw', geo('x', { parentId: 'page:other' as never })],
  ])('%s: skipped, and the rest is shown', (_what, value) => {
    const { store, binding } = shown({ 'shape:x': value, 'shape:good': geo('good', { index: 'a2' as never }) })
    expect(shapesOf(store)).toEqual([geo('good', { index: 'a2' as never })])
    expect(binding.state.getSnapshot()).toEqual({ loaded: true, skipped: 1 })
  })

  test('two shapes that are each other’s parents are skipped', () => {
    const { store } = shown({
      'shape:a': geo('a', { parentId: createShapeId('b') }),
      'shape:b': geo('b', { parentId: createShapeId('a') }),
      'shape:good': geo('good', { index: 'a2' as never }),
    })
    expect(shapesOf(store)).toEqual([geo('good', { index: 'a2' as never })])
  })

  test('a ring that comes by a later change takes its shapes off the board', () => {
    const { store, document } = shown({ 'shape:a': geo('a'), 'shape:b': geo('b', { parentId: createShapeId('a') }) })
    expect(shapesOf(store)).toHaveLength(2)
    records(document.doc).set('shape:a', geo('a', { parentId: createShapeId('b') }))
    settle()
    expect(shapesOf(store)).toEqual([])
  })

  test('a child waits for its parent', () => {
    const { store, document } = shown({ 'shape:child': geo('child', { parentId: createShapeId('frame') }) })
    expect(shapesOf(store)).toEqual([])
    records(document.doc).set('shape:frame', geo('frame'))
    settle()
    expect(
      shapesOf(store)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['shape:child', 'shape:frame'])
    records(document.doc).delete('shape:frame')
    settle()
    expect(shapesOf(store)).toEqual([])
  })

  test('pictures are shown only from the record itself', () => {
    const image = (id: string, src: string) => ({
      id: `asset:${id}`,
      typeName: 'asset',
      type: 'image',
      meta: {},
      props: { w: 10, h: 10, name: 'p', isAnimated: false, mimeType: 'image/png', src },
    })
    const { store } = shown({
      'asset:here': image('here', 'data:image/png;base64,AAAA'),
      'asset:there': image('there', 'https://elsewhere.example/pixel.png'),
    })
    expect(
      store
        .allRecords()
        .filter(({ typeName }) => typeName === 'asset')
        .map(({ id }) => id),
    ).toEqual(['asset:here'])
  })

  test('a record of an older tldraw is brought up to date', () => {
    const { richText: _new, ...props } = geo('old').props as Record<string, unknown>
    const { store } = shown({ 'shape:old': { ...geo('old'), props: { ...props, text: 'Euler' } } })
    expect(store.get(createShapeId('old'))?.props).toMatchObject({
      richText: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Euler' }] }] },
    })
  })

  test('they stay in the document', () => {
    const { document, store } = shown({ 'shape:x': 'hello' })
    put(store, geo('one'))
    settle()
    expect(records(document.doc).get('shape:x')).toBe('hello')
  })
})

describe('order of shapes', () => {
  const indexesOf = (store: TLStore) => shapesOf(store).map(({ index }) => index)

  test('shapes with the same index get different ones, the same on every board, and the document stays as it is', () => {
    const [a, b] = pair()
    for (const id of ['one', 'two', 'three']) records(a.document.doc).set(`shape:${id}`, geo(id))
    settle()
    expect(new Set(indexesOf(a.store)).size).toBe(3)
    expect(shapesOf(b.store)).toEqual(shapesOf(a.store))
    expect(records(a.document.doc).get('shape:three')).toEqual(geo('three'))
  })

  test('an index that is too long to count with is replaced', () => {
    const { document, store } = side()
    records(document.doc).set('shape:one', geo('one', { index: `a1${'V'.repeat(300)}` as never }))
    settle()
    expect(indexesOf(store)[0]!.length).toBeLessThan(20)
  })

  test('shapes of different parents may share an index', () => {
    const { document, store } = side()
    records(document.doc).set('shape:one', geo('one'))
    records(document.doc).set('shape:inside', geo('inside', { parentId: createShapeId('one') }))
    settle()
    expect(indexesOf(store)).toEqual(['a1', 'a1'])
  })
})
