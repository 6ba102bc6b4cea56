import type { Participant } from './Participant.ts'

/** Puts shapes on the page of the board that is shown. */
export async function draw({ page }: Participant, name: string, count: number): Promise<void> {
  await page.evaluate(
    ([prefix, many]) => {
      const document = window.lectern.classroom.pages.currentDocument!
      for (let index = 0; index < many; index += 1) {
        const id = `shape:${prefix}-${index}`
        const shape = { id, typeName: 'shape', type: 'geo', x: index, y: 0, parentId: 'page:page' }
        document.edit(null, (doc) => doc.getMap('records').set(id, shape))
      }
    },
    [name, count] as const,
  )
}

/** Writes to everyone in the class. Resolves when the page has the lines, not when they are sent. */
export async function write({ page }: Participant, texts: readonly string[]): Promise<void> {
  await page.evaluate((lines) => {
    for (const line of lines) window.lectern.classroom.chat.send(line)
  }, texts)
}

/** The board as this page shows it, as text that is the same for the same board. */
export function boardOf({ page }: Participant): Promise<string> {
  return page.evaluate(() => {
    const records = window.lectern.classroom.pages.currentDocument!.doc.getMap('records').toJSON()
    return JSON.stringify(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** What of one's own is not saved yet: edits, and lines of chat that are under way. */
export function unsavedOf({ page }: Participant): Promise<{ edits: number; lines: number }> {
  return page.evaluate(() => {
    const { classroom } = window.lectern
    const lines = classroom.chat.state.getSnapshot().lines.filter(({ send }) => send === 'sending')
    return { edits: classroom.connection.getSnapshot().unsaved, lines: lines.length }
  })
}

/** Lines of the class chat as this page shows them, in their order. */
export function chatOf({ page }: Participant): Promise<string[]> {
  return page.evaluate(() => window.lectern.classroom.chat.state.getSnapshot().lines.map(({ text }) => text))
}

/** What the banner of the page would say; empty while all is well. */
export function bannerOf({ page }: Participant): Promise<string> {
  return page.evaluate(() => window.lectern.classroom.connection.getSnapshot().whatWorks)
}
