/** The panels beside the stage, in the order of their tabs. */
export const PANELS = ['chat', 'people', 'polls', 'notes'] as const
export type PanelName = (typeof PANELS)[number]

export const PANEL_LABELS: Record<PanelName, string> = {
  chat: 'Chat',
  people: 'People',
  polls: 'Polls',
  notes: 'Notes',
}

export const panelId = (panel: PanelName) => `panel-${panel}`
export const tabId = (panel: PanelName) => `tab-${panel}`

/** Something new in a closed panel: how many, and in words. */
export interface News {
  count: number
  words: string
}
export type PanelNews = Partial<Record<PanelName, News>>
