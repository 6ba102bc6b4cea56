import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { BoardScene } from './BoardScene.ts'
import { paintBoard } from './paintBoard.ts'
import { Pictures } from './pictures.ts'

const richText = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] }],
})

let made = 0
function shape(type: string, x: number, y: number, props: object, more: object = {}) {
  made += 1
  const id = `shape:${made}`
  const index = `a${String(made).padStart(6, '0')}`
  return { typeName: 'shape', id, type, parentId: 'page:page', index, x, y, rotation: 0, opacity: 1, props, ...more }
}

const box = (x: number, y: number, props: object = {}, more: object = {}) =>
  shape('geo', x, y, { geo: 'rectangle', w: 100, h: 100, growY: 0, fill: 'fill', color: 'blue', ...props }, more)

const recordsOf = (...records: { id: string }[]) => Object.fromEntries(records.map((record) => [record.id, record]))

async function painted(records: Record<string, unknown>) {
  const scene = new BoardScene(records)
  const pictures = new Pictures()
  await pictures.load(scene.pictures.values())
  const canvas = createCanvas(400, 300)
  const brush = canvas.getContext('2d')
  paintBoard(brush, scene, pictures, { x: 0, y: 0, w: 400, h: 300 }, { x: 0, y: 0, w: 400, h: 300 })
  return {
    scene,
    colourAt: (x: number, y: number) =>
      `#${[...brush.getImageData(x, y, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
    hasInk: (x: number, y: number, w: number, h: number) =>
      brush.getImageData(x, y, w, h).data.some((part, index) => index % 4 !== 3 && part < 100),
  }
}

const PAPER = '#f9fafb'
const BLUE = '#4465e9'

describe('a picture of a board', () => {
  test('shows figures where they stand, in the colour of the board', async () => {
    const { colourAt } = await painted(recordsOf(box(50, 50)))
    expect(colourAt(100, 100)).toBe(BLUE)
    expect(colourAt(200, 200)).toBe(PAPER)
  })

  test('later ones lie on earlier ones', async () => {
    const { colourAt } = await painted(recordsOf(box(50, 50), box(100, 100, { color: 'red' })))
    expect(colourAt(125, 125)).toBe('#e03131')
  })

  test('what is in a frame moves, turns and ends with it', async () => {
    const frame = shape('frame', 100, 100, { w: 100, h: 100, name: 'f' })
    const child = box(50, 0, {}, { parentId: frame.id })
    const { colourAt } = await painted(recordsOf(frame, child))
    expect(colourAt(180, 150)).toBe(BLUE)
    expect(colourAt(230, 150)).toBe(PAPER)
  })

  test('strokes, dots, lines and highlights leave ink', async () => {
    const free = (...points: [number, number][]) => ({
      type: 'free',
      points: points.map(([x, y]) => ({ x, y, z: 0.5 })),
    })
    const { colourAt } = await painted(
      recordsOf(
        shape('draw', 50, 50, { color: 'violet', size: 'xl', segments: [free([0, 0], [50, 0], [100, 0])] }),
        shape('draw', 200, 50, { color: 'red', size: 'xl', segments: [free([0, 0])] }),
        shape('line', 50, 150, {
          color: 'green',
          size: 'xl',
          points: { b: { id: 'b', index: 'a2', x: 100, y: 0 }, a: { id: 'a', index: 'a1', x: 0, y: 0 } },
        }),
      ),
    )
    expect(colourAt(100, 50)).toBe('#ae3ec9')
    expect(colourAt(200, 50)).toBe('#e03131')
    expect(colourAt(100, 150)).toBe('#099268')
  })

  test('texts, labels and notes are written', async () => {
    const text = { richText: richText('Hello'), font: 'sans', size: 'm', color: 'black' }
    const { hasInk, colourAt } = await painted(
      recordsOf(
        shape('text', 10, 10, { ...text, w: 8, autoSize: true }),
        shape('note', 150, 50, { ...text, color: 'yellow' }),
      ),
    )
    expect(hasInk(10, 10, 80, 40)).toBe(true)
    expect(colourAt(160, 60)).toBe('#fed49a')
    expect(hasInk(200, 130, 100, 40)).toBe(true)
  })

  test('an arrow goes from one figure to the other, wherever its own ends were left', async () => {
    const [from, to] = [box(0, 100), box(300, 100)]
    const arrow = shape('arrow', 0, 0, {
      start: { x: 0, y: 0 },
      end: { x: 1, y: 0 },
      bend: 0,
      color: 'red',
      size: 'xl',
    })
    const binding = (terminal: string, toId: string) => ({
      id: `binding:${terminal}`,
      typeName: 'binding',
      type: 'arrow',
      fromId: arrow.id,
      toId,
      props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false },
    })
    const { colourAt, scene } = await painted(
      recordsOf(from, to, arrow, binding('start', from.id), binding('end', to.id)),
    )
    expect(colourAt(200, 150)).toBe('#e03131')
    expect(colourAt(50, 150)).toBe(BLUE)
    const line = scene.shapes.find(({ shape: { type } }) => type === 'arrow')!.arrow!
    expect(line[0]!.x).toBeCloseTo(106, 0)
    expect(line.at(-1)!.x).toBeCloseTo(294, 0)
  })

  test('pictures are shown, cropped as they are on the board', async () => {
    const canvas = createCanvas(20, 10)
    const brush = canvas.getContext('2d')
    brush.fillStyle = '#ff0000'
    brush.fillRect(0, 0, 10, 10)
    brush.fillStyle = '#0000ff'
    brush.fillRect(10, 0, 10, 10)
    const asset = { typeName: 'asset', id: 'asset:1', type: 'image', props: { src: canvas.toDataURL('image/png') } }
    const crop = { topLeft: { x: 0.5, y: 0 }, bottomRight: { x: 1, y: 1 } }
    const { colourAt } = await painted(
      recordsOf(
        asset,
        shape('image', 0, 0, { w: 100, h: 50, assetId: 'asset:1' }),
        shape('image', 200, 0, { w: 100, h: 50, assetId: 'asset:1', crop }),
        shape('image', 0, 100, { w: 100, h: 50, assetId: 'asset:gone' }),
      ),
    )
    expect(colourAt(20, 25)).toBe('#ff0000')
    expect(colourAt(80, 25)).toBe('#0000ff')
    expect(colourAt(220, 25)).toBe('#0000ff')
    expect(colourAt(50, 125)).toBe('#eceef0')
  })

  test('the bounds are those of all that is there', () => {
    expect(new BoardScene(recordsOf(box(50, 50), box(200, 100))).bounds).toEqual({ x: 50, y: 50, w: 250, h: 150 })
    expect(new BoardScene({}).bounds).toBeUndefined()
  })
})

describe('records that nobody honest writes', () => {
  const claims = Buffer.alloc(64)
  claims.writeUInt32BE(0x89504e47, 0)
  claims.writeUInt32BE(60_000, 16)
  claims.writeUInt32BE(60_000, 20)

  test.each([
    ['no shape at all', null],
    ['of an unknown kind', shape('rocket', 0, 0, {})],
    ['beyond all bounds', box(1e12, 0)],
    ['endless', box(0, 0, { w: Number.POSITIVE_INFINITY })],
    ['without points', shape('draw', 0, 0, { segments: [] })],
    ['its own parent', box(0, 0, {}, { id: 'shape:self', parentId: 'shape:self' })],
    [
      'a text of a million letters',
      shape('text', 0, 0, { richText: richText('x'.repeat(1e6)), w: 10, autoSize: false }),
    ],
    ['a text nested without end', shape('text', 0, 0, { w: 10, richText: nested(2000) })],
    ['a picture that claims gigabytes', picture(`data:image/png;base64,${claims.toString('base64')}`)],
    ['a picture from elsewhere', picture('https://example.test/a.png')],
    ['a picture of the disk', picture('data:image/svg+xml,<svg><image href="file:///etc/passwd"/></svg>')],
  ])('%s is left out, and the rest is painted', async (_what, record) => {
    const { colourAt } = await painted({ bad: record, good: box(50, 50) })
    expect(colourAt(100, 100)).toBe(BLUE)
  })

  function nested(depth: number): object {
    let node: object = { type: 'paragraph', content: [{ type: 'text', text: 'deep' }] }
    for (let level = 0; level < depth; level += 1)
      node = { type: 'bulletList', content: [{ type: 'listItem', content: [node] }] }
    return { type: 'doc', content: [node] }
  }

  function picture(src: string): object {
    return { typeName: 'asset', id: 'asset:bad', type: 'image', props: { src } }
  }
})
