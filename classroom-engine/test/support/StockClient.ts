import { once } from 'node:events'
import { MESSAGE_AUTH } from '@lectern/protocol'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { until } from './until.ts'

/** A y-websocket provider as it comes from the npm registry, with its document. */
export class StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider

  constructor(url: string, document: string, token: string, doc = new Y.Doc()) {
    this.doc = doc
    this.provider = new WebsocketProvider(url, document, doc, {
      params: { token },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      maxBackoffTime: 300,
    })
  }

  get records(): Y.Map<unknown> {
    return this.doc.getMap('records')
  }

  async synced(): Promise<void> {
    if (!this.provider.synced) await until(this.provider as never, 'sync', () => this.provider.synced)
  }

  /** Answers when the document is so. */
  until(check: () => boolean): Promise<void> {
    return until(this.doc as never, 'update', check)
  }

  /** Answers when the engine ended the connection for good, with the close code's reason. */
  async closed(): Promise<{ code: number; reason: string }> {
    const [event] = (await once(this.provider as never, 'closed')) as [{ code: number; reason: string }]
    return event
  }

  /** Answers when the engine says that an edit was refused. */
  denied(): Promise<void> {
    return new Promise((resolve) => {
      this.provider.messageHandlers[MESSAGE_AUTH] = () => resolve()
    })
  }

  close(): void {
    this.provider.destroy()
    this.provider.awareness.destroy()
    this.doc.destroy()
  }
}
