import type { Database, RootDatabase } from 'lmdb'
import { OpenWork } from '../stores/OpenWork.ts'
import type { CursorStore } from './CursorStore.ts'

export class LmdbCursorStore implements CursorStore {
  readonly #cursors: Database<number, string>
  readonly #work = new OpenWork()

  constructor(root: RootDatabase<Buffer, string>) {
    this.#cursors = root.openDB({ name: 'webhookCursors', encoding: 'json' })
  }

  async get(room: string): Promise<number> {
    this.#work.mustBeOpen()
    return this.#cursors.get(room) ?? 0
  }

  set(room: string, seq: number): Promise<void> {
    return this.#work.run(async () => {
      if (seq > (this.#cursors.get(room) ?? 0)) await this.#cursors.put(room, seq)
    })
  }

  /** To be awaited before the environment is closed. */
  close(): Promise<void> {
    return this.#work.close()
  }
}
