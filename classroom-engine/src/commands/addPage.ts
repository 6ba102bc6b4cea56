import { COMMANDS } from '@lectern/protocol'
import { Pages } from '../stage/Pages.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Makes a page at the end of the board, and shows it unless told not to. */
export const addPage = handle(COMMANDS.addPage, ({ room, session }, { id, title, show }) => {
  let page = ''
  changeStage(room, session.userId, (stage) => {
    const pages = new Pages(stage)
    page = pages.add(title, id)
    if (show) pages.show(page)
  })
  return { page }
})
