import { COMMANDS } from '@lectern/protocol'
import { Pages } from '../stage/Pages.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Gives a page another title. */
export const renamePage = handle(COMMANDS.renamePage, ({ room, session }, { page, title }) => {
  changeStage(room, session.userId, (stage) => new Pages(stage).rename(page, title))
  return null
})
