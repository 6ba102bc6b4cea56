import { COMMANDS } from '@lectern/protocol'
import { changeStage } from './changeStage.ts'
import { handle } from './handle.ts'

/** Chooses the layout of the class, and whether everybody is asked to follow it. */
export const setLayout = handle(COMMANDS.setLayout, ({ room, session }, { layout, forAll }) => {
  changeStage(room, session.userId, (stage) => stage.set({ layout, layoutForAll: forAll }))
  return null
})
