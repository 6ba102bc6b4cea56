import type { Database, RootDatabase } from 'lmdb'
import type { OwedTimelines } from './OwedTimelines.ts'

export class LmdbOwedTimelines implements OwedTimelines {
  readonly #rooms: Database<true, string>

  constructor(root: RootDatabase<Buffer, string>) {
    this.#rooms = root.openDB({ name: 'owedTimelines', encoding: 'json' })
  }

  async add(room: string): Promise<void> {
    await this.#rooms.put(room, true)
    await this.#rooms.flushed
  }

  async remove(room: string): Promise<void> {
    await this.#rooms.remove(room)
    await this.#rooms.flushed
  }

  async list(): Promise<string[]> {
    return [...this.#rooms.getKeys()]
  }
}
