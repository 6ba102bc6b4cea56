import { BOARD_RECORDS, FIRST_BOARD, syncPath } from '@lectern/protocol'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { TestStack } from '../../../scripts/testStack.ts'

interface BoardRecord {
  id: string
  typeName: string
  type: string
}

/** A document of a room through y-websocket as it is on the registry, which knows nothing of us. */
export class StockClient {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider

  constructor(stack: TestStack, room: string, token: string, document: string = FIRST_BOARD) {
    const server = `${stack.addresses.engine.replace('http', 'ws')}${syncPath(room, '').replace(/\/$/, '')}`
    this.provider = new WebsocketProvider(server, document, this.doc, { params: { token }, disableBc: true })
  }

  /** Records of the board page. */
  get records(): Y.Map<BoardRecord> {
    return this.doc.getMap(BOARD_RECORDS)
  }

  shapesOf(type: string): BoardRecord[] {
    return [...this.records.values()].filter((record) => record.typeName === 'shape' && record.type === type)
  }

  /** Puts a rectangle on the page; `place` counts from 0, left to right. */
  addRectangle(place: number): void {
    const id = `shape:rectangle-${place}`
    this.records.set(id, rectangle(id, 60 + place * 160, `a${place + 1}`))
  }

  /** Resolves once the document holds that many shapes of a type. */
  hasShapes(type: string, wanted: number): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (this.shapesOf(type).length < wanted) return
        this.records.unobserve(check)
        resolve()
      }
      this.records.observe(check)
      check()
    })
  }

  /** Resolves once the provider says so; at once where it is so already. */
  synced(): Promise<void> {
    if (this.provider.synced) return Promise.resolve()
    return new Promise((resolve) => this.provider.once('sync', () => resolve()))
  }

  disconnected(): Promise<void> {
    return new Promise((resolve) => this.provider.once('connection-close', () => resolve()))
  }

  /** Resolves with the close code once the provider has given up for good. */
  closed(): Promise<number> {
    return new Promise((resolve) => this.provider.once('closed', ({ code }) => resolve(code)))
  }

  close(): void {
    this.provider.destroy()
    this.doc.destroy()
  }
}

/** A rectangle as tldraw 3 stores it. */
function rectangle(id: string, x: number, index: string): BoardRecord {
  const record = {
    id,
    typeName: 'shape',
    type: 'geo',
    x,
    y: 80,
    rotation: 0,
    index,
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    meta: {},
    props: {
      geo: 'rectangle',
      w: 120,
      h: 80,
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
  }
  return record
}
