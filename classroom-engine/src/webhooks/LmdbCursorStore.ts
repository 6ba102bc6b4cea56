import type { Database, RootDatabase } from 'lmdb'
import type { CursorStore } from './CursorStore.ts'

export class LmdbCursorStore implements CursorStore {
  readonly #cursors: Database<number, string>

  constructor(root: RootDatabase<Buffer, string>) {
    this.#cursors = root.openDB({ name: 'webhookCursors', encoding: 'json' })
  }

  get(room: string): number {
    return this.#cursors.get(room) ?? 0
  }

  async set(room: string, seq: number): Promise<void> {
    await this.#cursors.put(room, seq)
  }
}
