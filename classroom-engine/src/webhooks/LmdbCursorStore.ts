import type { Database, RootDatabase } from 'lmdb'
import type { CursorStore } from './CursorStore.ts'

export class LmdbCursorStore implements CursorStore {
  readonly #cursors: Database<number, string>

  constructor(root: RootDatabase<Buffer, string>) {
    this.#cursors = root.openDB({ name: 'webhookCursors', encoding: 'json' })
  }

  async get(room: string): Promise<number> {
    return this.#cursors.get(room) ?? 0
  }

  async set(room: string, seq: number): Promise<void> {
    if (seq > (await this.get(room))) await this.#cursors.put(room, seq)
  }
}
