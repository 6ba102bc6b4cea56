import { LecternError, MAX_BOARD_PAGES } from '@lectern/protocol'
import type { Stage } from './Stage.ts'

/** Highest page id that a document name can carry (documents.ts). */
const LAST_PAGE = 99_999

/** The board's pages: made, renamed, removed, shown. Errors are for the person who asked. */
export class Pages {
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Makes a page at the end and gives its id; a request that made one already gets that one. */
  add(title: string | undefined, madeAs: string | undefined): string {
    const made = madeAs && this.#stage.pages.entries().find(([, page]) => page.madeAs === madeAs)?.[0]
    if (made) return made
    const number = this.#stage.get('pagesMade') + 1
    if (this.#stage.pages.size >= MAX_BOARD_PAGES || number > LAST_PAGE) {
      throw new LecternError('TOO_LARGE', `The board has its ${MAX_BOARD_PAGES} pages. Remove one first.`)
    }
    const orders = this.#stage.pages.entries().map(([, page]) => page.order)
    const row = { title: title ?? `Page ${number}`, order: Math.max(0, ...orders) + 1 }
    this.#stage.pages.set(String(number), madeAs ? { ...row, madeAs } : row)
    this.#stage.set({ pagesMade: number })
    return String(number)
  }

  show(page: string): void {
    this.#mustHave(page)
    this.#stage.set({ page })
  }

  rename(page: string, title: string): void {
    this.#mustHave(page)
    this.#stage.pages.update(page, { title })
  }

  /** Where the removed page was shown, its neighbour is shown. Removing again is fine. */
  remove(page: string): void {
    if (!this.#stage.pages.has(page) && Number(page) <= this.#stage.get('pagesMade')) return
    this.#mustHave(page)
    const ids = this.#inOrder()
    if (ids.length === 1) throw new LecternError('CONFLICT', 'A board keeps at least one page.', { field: 'page' })
    const index = ids.indexOf(page)
    if (this.#stage.get('page') === page) this.#stage.set({ page: ids[index === 0 ? 1 : index - 1]! })
    this.#stage.pages.delete(page)
  }

  #inOrder(): string[] {
    const rows = this.#stage.pages.entries().sort(([, a], [, b]) => a.order - b.order)
    return rows.map(([id]) => id)
  }

  #mustHave(page: string): void {
    if (this.#stage.pages.has(page)) return
    throw new LecternError('NOT_FOUND', 'The board has no such page.', { field: 'page' })
  }
}
