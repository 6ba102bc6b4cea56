import { COMMANDS } from '@lectern/protocol'
import { Pages } from '../stage/Pages.ts'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Shows a page to everybody who follows. */
export const setPage = handle(COMMANDS.setPage, ({ room, session }, { page }) => {
  changeStage(room, session.userId, (stage) => new Pages(stage).show(page))
  return null
})
