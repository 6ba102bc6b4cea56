import type { TLComponents } from '@tldraw/tldraw'
import { BoardError } from './BoardError.tsx'
import { BoardHelp } from './BoardHelp.tsx'
import { BoardStyles } from './BoardStyles.tsx'
import { BoardTools } from './BoardTools.tsx'
import { PersonCursor } from './PersonCursor.tsx'

/** What of tldraw's interface is shown. Pages, export and who is here are the class's own. */
export const boardComponents: TLComponents = {
  CollaboratorCursor: PersonCursor,
  ErrorFallback: BoardError,
  HelperButtons: BoardHelp,
  StylePanel: BoardStyles,
  Toolbar: BoardTools,
  LoadingScreen: null,
  MenuPanel: null,
  MainMenu: null,
  PageMenu: null,
  HelpMenu: null,
  DebugPanel: null,
  DebugMenu: null,
  SharePanel: null,
  TopPanel: null,
  CursorChatBubble: null,
}
