import type { Database, RootDatabase } from 'lmdb'
import { OpenWork } from '../stores/OpenWork.ts'
import type { OwedTimelines } from './OwedTimelines.ts'

export class LmdbOwedTimelines implements OwedTimelines {
  readonly #rooms: Database<true, string>
  readonly #work = new OpenWork()

  constructor(root: RootDatabase<Buffer, string>) {
    this.#rooms = root.openDB({ name: 'owedTimelines', encoding: 'json' })
  }

  add(room: string): Promise<void> {
    return this.#work.run(async () => {
      await this.#rooms.put(room, true)
      await this.#rooms.flushed
    })
  }

  remove(room: string): Promise<void> {
    return this.#work.run(async () => {
      await this.#rooms.remove(room)
      await this.#rooms.flushed
    })
  }

  async list(): Promise<string[]> {
    this.#work.mustBeOpen()
    return [...this.#rooms.getKeys()]
  }

  /** To be awaited before the environment is closed. */
  close(): Promise<void> {
    return this.#work.close()
  }
}
