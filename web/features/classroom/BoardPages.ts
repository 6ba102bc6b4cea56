import { boardDocument, COMMANDS, type StageClass, type StagePage } from '@lectern/protocol'
import { uuidv4 } from 'lib0/random'
import type { ClassroomClient } from './ClassroomClient.ts'
import type { OpenDocument } from './SharedClass.ts'
import { State } from './State.ts'

export interface PageRow extends StagePage {
  id: string
}

export interface PagesState {
  /** In the order in which they are shown. */
  pages: readonly PageRow[]
  /** Page that the class is asked to look at; null until the stage has arrived. */
  shown: string | null
  /** Page that I look at. */
  current: string | null
  /** I go where the class goes. */
  following: boolean
}

/** Pages whose documents stay loaded beside the current one and the class's. */
const KEPT = 4

/** The board's pages: which I look at, which the class looks at, and their documents, the last few of them loaded. Knows no React. */
export class BoardPages<Document extends OpenDocument> {
  readonly state = new State<PagesState>({ pages: [], shown: null, current: null, following: true })
  readonly #client: Pick<ClassroomClient, 'request'>
  readonly #open: (name: string) => Document
  /** Page → document, the least recently used first. */
  readonly #documents = new Map<string, Document>()
  /** Page that I asked the class to go to, until the stage says where it went. */
  #asked: string | null = null

  constructor(client: Pick<ClassroomClient, 'request'>, open: (name: string) => Document) {
    this.#client = client
    this.#open = open
  }

  get documents(): Document[] {
    return [...this.#documents.values()]
  }

  /** Document of the page that I look at. */
  get currentDocument(): Document | undefined {
    const { current } = this.state.getSnapshot()
    return current === null ? undefined : this.#documents.get(current)
  }

  /** The document of a page, loaded or being loaded. It stays so while the page is the current one or among the last few. */
  documentOf(page: string): Document {
    const document = this.#documents.get(page) ?? this.#open(boardDocument(page))
    this.#documents.delete(page)
    this.#documents.set(page, document)
    this.#forgetBut(page)
    return document
  }

  /** The stage changed. */
  handleStage(stageClass: StageClass | null, pages: ReadonlyMap<string, StagePage>): void {
    if (!stageClass) return
    const before = this.state.getSnapshot()
    const rows = pagesChanged(before.pages, pages) ? sortPages(pages) : before.pages
    const gone = before.current !== null && !pages.has(before.current)
    const following = before.following || gone
    if (stageClass.page !== before.shown) this.#asked = null
    const current = following ? (this.#asked ?? stageClass.page) : before.current
    this.state.patch({ pages: rows, shown: stageClass.page, current, following })
    for (const [page, document] of [...this.#documents]) {
      if (pages.has(page)) continue
      document.close()
      this.#documents.delete(page)
    }
    if (current !== null) this.documentOf(current)
  }

  /** Looks at a page by myself; the class stays where it is. Going to the class's page is following again. */
  roam(page: string): void {
    const { pages, shown } = this.state.getSnapshot()
    if (!pages.some(({ id }) => id === page)) return
    this.documentOf(page)
    this.state.patch({ current: page, following: page === shown })
  }

  /** Back to the class. */
  follow(): void {
    const { shown } = this.state.getSnapshot()
    if (shown !== null) this.documentOf(shown)
    this.state.patch({ current: shown, following: true })
  }

  /** Shows a page to the whole class. Needs `page:set`. */
  async show(page: string): Promise<void> {
    const { pages, shown } = this.state.getSnapshot()
    if (page === shown || !pages.some(({ id }) => id === page)) {
      this.roam(page)
      return
    }
    // At once for oneself: the stage follows a moment later.
    this.#asked = page
    this.documentOf(page)
    this.state.patch({ current: page, following: true })
    try {
      await this.#client.request(COMMANDS.setPage, { page })
    } catch (error) {
      this.#asked = null
      this.follow()
      throw error
    }
  }

  /** Adds a page at the end and shows it to the class, unless `show` is false. Needs `page:manage`. Gives its id. */
  async add(title?: string, show = true): Promise<string> {
    const { page } = await this.#client.request(COMMANDS.addPage, { id: uuidv4(), title, show })
    if (show) this.follow()
    return page
  }

  rename(page: string, title: string): Promise<null> {
    return this.#client.request(COMMANDS.renamePage, { page, title })
  }

  remove(page: string): Promise<null> {
    return this.#client.request(COMMANDS.removePage, { page })
  }

  close(): void {
    for (const document of this.#documents.values()) document.close()
  }

  #forgetBut(asked: string): void {
    const { current, shown } = this.state.getSnapshot()
    for (const [page, document] of [...this.#documents]) {
      if (this.#documents.size <= KEPT) return
      // An edit that is not confirmed would be lost with its document.
      if (page === asked || page === current || page === shown || document.state.getSnapshot().unsaved > 0) continue
      document.close()
      this.#documents.delete(page)
    }
  }
}

function sortPages(pages: ReadonlyMap<string, StagePage>): PageRow[] {
  return [...pages].map(([id, page]) => ({ id, ...page })).sort((a, b) => a.order - b.order)
}

function pagesChanged(rows: readonly PageRow[], pages: ReadonlyMap<string, StagePage>): boolean {
  return (
    rows.length !== pages.size ||
    rows.some(({ id, title, order }) => pages.get(id)?.title !== title || pages.get(id)?.order !== order)
  )
}
