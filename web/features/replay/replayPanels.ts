import {
  ChartBarBig,
  ChartNoAxesColumn,
  CircleHelp,
  Download,
  Flag,
  type LucideIcon,
  MessageSquare,
  NotebookPen,
  ScrollText,
  Search,
  Users,
} from 'lucide-react'

/** The panels beside the stage, in the order of their tabs. */
const REPLAY_PANELS = [
  'chat',
  'chapters',
  'questions',
  'search',
  'people',
  'polls',
  'notes',
  'boardText',
  'takeAway',
  'heat',
] as const
export type ReplayPanel = (typeof REPLAY_PANELS)[number]

export const REPLAY_PANEL_ROWS: Record<ReplayPanel, { label: string; icon: LucideIcon }> = {
  chat: { label: 'Chat', icon: MessageSquare },
  chapters: { label: 'Chapters', icon: Flag },
  questions: { label: 'Questions', icon: CircleHelp },
  search: { label: 'Search', icon: Search },
  people: { label: 'People', icon: Users },
  polls: { label: 'Polls', icon: ChartBarBig },
  notes: { label: 'Notes', icon: NotebookPen },
  boardText: { label: 'Board as text', icon: ScrollText },
  takeAway: { label: 'Take away', icon: Download },
  heat: { label: 'Watched', icon: ChartNoAxesColumn },
}

/** Panels of a viewer: how much was watched is for those who teach. */
export const panelsFor = (teaches: boolean): readonly ReplayPanel[] =>
  teaches ? REPLAY_PANELS : REPLAY_PANELS.filter((panel) => panel !== 'heat')

export const replayPanelId = (panel: ReplayPanel) => `replay-panel-${panel}`
export const replayTabId = (panel: ReplayPanel) => `replay-tab-${panel}`
