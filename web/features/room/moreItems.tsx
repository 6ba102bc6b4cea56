'use client'

import { BookmarkPlus, Keyboard, Lock, Maximize, Minimize, Settings, Timer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRoom } from './RoomContext.ts'
import { SHORTCUTS } from './shortcuts.ts'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

export interface MoreItem {
  id: string
  label: string
  icon: ReactNode
  key?: string
  onSelect: () => void
}

export interface MoreActions {
  timer: () => void
  chapter: () => void
  locks: () => void
  fullScreen: () => void
  isFullScreen: boolean
  settings: () => void
  help: () => void
}

/** What is under More, whatever its form. */
export function useMoreItems(actions: MoreActions): MoreItem[] {
  const { stage, may } = useRoom()
  return [
    ...(may('chapter:add') && stage.recording?.on
      ? [
          {
            id: 'chapter',
            label: 'Add chapter',
            icon: <BookmarkPlus {...ICON} />,
            key: SHORTCUTS.chapter.key,
            onSelect: actions.chapter,
          },
        ]
      : []),
    ...(may('timer:manage')
      ? [{ id: 'timer', label: 'Timer', icon: <Timer {...ICON} />, onSelect: actions.timer }]
      : []),
    ...(may('locks:set')
      ? [{ id: 'locks', label: 'What students may do', icon: <Lock {...ICON} />, onSelect: actions.locks }]
      : []),
    {
      id: 'fullScreen',
      label: actions.isFullScreen ? 'Leave full screen' : 'Full screen',
      icon: actions.isFullScreen ? <Minimize {...ICON} /> : <Maximize {...ICON} />,
      key: SHORTCUTS.fullScreen.key,
      onSelect: actions.fullScreen,
    },
    { id: 'settings', label: 'Settings', icon: <Settings {...ICON} />, onSelect: actions.settings },
    {
      id: 'help',
      label: 'Keyboard shortcuts',
      icon: <Keyboard {...ICON} />,
      key: SHORTCUTS.help.key,
      onSelect: actions.help,
    },
  ]
}
