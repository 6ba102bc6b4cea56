import type { LayoutName } from '@lectern/protocol'
import type { StageChoice } from '../stage/chooseStage.ts'
import type { PanelName } from './panels.ts'

/** What one person chose to look at. Belongs to this page only. */
export interface View {
  panel: PanelName | null
  /** One's own layout; null follows the class. */
  layout: LayoutName | null
  stage: StageChoice
  pinned: string | null
  /** The person one writes with in the chat panel, or null for everyone. */
  conversation: string | null
  /** Conversations opened by hand. */
  opened: readonly string[]
}

export type ViewChange =
  | { do: 'open'; panel: PanelName }
  | { do: 'toggle'; panel: PanelName }
  | { do: 'close' }
  | { do: 'layout'; layout: LayoutName | null }
  /** The class was asked by staff to use a layout. */
  | { do: 'layoutForAll' }
  | { do: 'stage'; stage: StageChoice }
  | { do: 'pin'; userId: string | null }
  | { do: 'conversation'; userId: string | null }
  | { do: 'closeConversation'; userId: string }

export function firstView(panel: PanelName | null): View {
  return { panel, layout: null, stage: 'auto', pinned: null, conversation: null, opened: [] }
}

export function changeView(view: View, change: ViewChange): View {
  switch (change.do) {
    case 'open':
      return { ...view, panel: change.panel }
    case 'toggle':
      return { ...view, panel: view.panel === change.panel ? null : change.panel }
    case 'close':
      return { ...view, panel: null }
    case 'layout':
      return { ...view, layout: change.layout, stage: change.layout === 'board' ? view.stage : 'auto' }
    case 'layoutForAll':
      return { ...view, layout: null }
    case 'stage':
      return { ...view, stage: change.stage }
    case 'pin':
      return { ...view, pinned: change.userId }
    case 'conversation':
      return openConversation(view, change.userId)
    case 'closeConversation':
      return {
        ...view,
        conversation: view.conversation === change.userId ? null : view.conversation,
        opened: view.opened.filter((userId) => userId !== change.userId),
      }
  }
}

function openConversation(view: View, userId: string | null): View {
  const opened = userId === null || view.opened.includes(userId) ? view.opened : [...view.opened, userId]
  return { ...view, panel: 'chat', conversation: userId, opened }
}
