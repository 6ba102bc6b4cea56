import type { LayoutName } from '@lectern/protocol'

/** What the stage shows: the board, the screen of a person, a person, or (in the grid) nothing. */
export type StageView =
  | { kind: 'board' }
  | { kind: 'screen'; userId: string }
  | { kind: 'person'; userId: string }
  | { kind: 'none' }

/** What a person chose to see: `auto`, the board, or somebody's screen. */
export type StageChoice = 'auto' | 'board' | { screenOf: string }

/** Decides what the stage shows. `screens`: who shares one, the newest first. */
export function chooseStage(options: {
  layout: LayoutName
  screens: readonly string[]
  choice: StageChoice
  me: string
  large: string | null
}): StageView {
  const { layout, choice, screens, me, large } = options
  const chosen = typeof choice === 'object' && screens.includes(choice.screenOf) ? choice.screenOf : undefined
  if (chosen !== undefined) return { kind: 'screen', userId: chosen }
  const screen = choice === 'board' ? undefined : screens.find((userId) => userId !== me)
  if (screen !== undefined) return { kind: 'screen', userId: screen }
  if (layout === 'board') return { kind: 'board' }
  if (layout === 'speaker' && large !== null) return { kind: 'person', userId: large }
  return { kind: 'none' }
}
