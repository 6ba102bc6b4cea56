import { COMMANDS } from '@lectern/protocol'
import { Pages } from '../stage/Pages.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Removes a page; what was drawn on it stays in the log alone. */
export const removePage = handle(COMMANDS.removePage, ({ room, session }, { page }) => {
  changeStage(room, session.userId, (stage) => new Pages(stage).remove(page))
  return null
})
