import { chatDocument, DOCUMENT_MAPS, documentKind, NOTES, NOTES_TEXT, STAGE } from '@lectern/protocol'
import type { TestStack } from '../../../scripts/testStack.ts'
import { StockClient } from './StockClient.ts'

export type Sampled = Record<string, unknown>

/** Somebody who sees all documents of a class, as any client does, and can say at any moment what they hold. */
export class ClassSampler {
  readonly #clients: Map<string, StockClient>

  constructor(stack: TestStack, room: string, documents: readonly string[]) {
    const token = stack.token({ room, name: 'Sampler', role: 'assistant', sub: 'sampler' })
    this.#clients = new Map(documents.map((name) => [name, new StockClient(stack, room, token, name)]))
  }

  static async open(stack: TestStack, room: string, pages = 1): Promise<ClassSampler> {
    const boards = Array.from({ length: pages }, (_, n) => `board/${n + 1}`)
    const sampler = new ClassSampler(stack, room, [STAGE, NOTES, chatDocument(0), ...boards])
    await Promise.all([...sampler.#clients.values()].map((client) => client.synced()))
    return sampler
  }

  /** From now on also this document, which was not there before. */
  async add(stack: TestStack, room: string, name: string): Promise<void> {
    const token = stack.token({ room, name: 'Sampler', role: 'assistant', sub: 'sampler' })
    const client = new StockClient(stack, room, token, name)
    this.#clients.set(name, client)
    await client.synced()
  }

  /** Log time of the class's opening, epoch ms. */
  get startedAt(): number {
    return this.#clients.get(STAGE)!.doc.getMap('class').get('startedAt') as number
  }

  sample(): Sampled {
    return Object.fromEntries([...this.#clients].map(([name, { doc }]) => [name, seen(name, doc)]))
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
  }
}

function seen(name: string, doc: StockClient['doc']): unknown {
  if (name === NOTES) return { text: doc.getText(NOTES_TEXT).toString() }
  return Object.fromEntries(DOCUMENT_MAPS[documentKind(name)!].map((map) => [map, doc.getMap(map).toJSON()]))
}
