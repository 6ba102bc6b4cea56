'use client'

import dynamic from 'next/dynamic'
import { memo } from 'react'
import { ChatPanel } from '../chat/ChatPanel.tsx'
import type { Unread } from '../chat/useUnread.ts'
import { PollsPanel } from '../polls/PollsPanel.tsx'
import { PeoplePanel } from '../roster/PeoplePanel.tsx'
import type { PanelName } from './panels.ts'
import type { View, ViewChange } from './view.ts'

const NotesPanel = dynamic(() => import('../notes/NotesPanel.tsx').then((module) => module.NotesPanel), { ssr: false })

/** What is in a panel, on the desktop beside the stage and on the phone in a sheet. Kept as it is while people only speak. */
export const PanelContent = memo(function PanelContent({
  panel,
  view,
  change,
  unread,
  onLocks,
}: {
  panel: PanelName
  view: View
  change: (change: ViewChange) => void
  unread: Unread
  onLocks: () => void
}) {
  switch (panel) {
    case 'chat':
      return (
        <ChatPanel
          conversation={view.conversation}
          onConversation={(userId) => change({ do: 'conversation', userId })}
          opened={view.opened}
          onClose={(userId) => change({ do: 'closeConversation', userId })}
          unread={unread}
        />
      )
    case 'people':
      return <PeoplePanel onLocks={onLocks} />
    case 'polls':
      return <PollsPanel />
    case 'notes':
      return <NotesPanel />
  }
})
