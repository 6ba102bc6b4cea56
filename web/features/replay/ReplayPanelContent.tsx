'use client'

import dynamic from 'next/dynamic'
import { memo, useMemo } from 'react'
import { ChatPanel } from '../chat/ChatPanel.tsx'
import { TakeAwayPanel } from '../exports/TakeAwayPanel.tsx'
import { HeatMap } from '../learning/HeatMap.tsx'
import { QuestionsPanel } from '../learning/QuestionsPanel.tsx'
import { SearchPanel } from '../learning/SearchPanel.tsx'
import { PollsPanel } from '../polls/PollsPanel.tsx'
import { PeoplePanel } from '../roster/PeoplePanel.tsx'
import { BoardTextPanel } from './BoardTextPanel.tsx'
import type { BarMark, Chapter } from './barParts.ts'
import { ChaptersPanel } from './ChaptersPanel.tsx'
import { useWatching } from './ReplayContext.tsx'
import type { ReplayPanel } from './replayPanels.ts'

const NotesPanel = dynamic(() => import('../notes/NotesPanel.tsx').then((module) => module.NotesPanel), { ssr: false })

const NOTHING_UNREAD = { everyone: 0, private: new Map<string, number>(), total: 0 }
const NO_CONVERSATIONS: readonly string[] = []
const nothing = () => undefined

/** What is in a panel of the replay, beside the stage or, on the phone, in a sheet. */
export const ReplayPanelContent = memo(function ReplayPanelContent({
  panel,
  chapters,
  marks,
  viewerCanEdit,
}: {
  panel: ReplayPanel
  chapters: readonly Chapter[]
  marks: readonly BarMark[]
  /** Whether the viewer teaches the course. */
  viewerCanEdit: boolean
}) {
  const { replay, id, linkKey } = useWatching()
  const recording = useMemo(() => ({ id, linkKey: linkKey ?? null }), [id, linkKey])
  switch (panel) {
    case 'chat':
      return (
        <ChatPanel
          conversation={null}
          onConversation={nothing}
          opened={NO_CONVERSATIONS}
          onClose={nothing}
          unread={NOTHING_UNREAD}
        />
      )
    case 'people':
      return <PeoplePanel onLocks={nothing} />
    case 'polls':
      return <PollsPanel />
    case 'notes':
      return <NotesPanel />
    case 'boardText':
      return <BoardTextPanel />
    case 'chapters':
      return <ChaptersPanel chapters={chapters} marks={marks} />
    case 'questions':
      return <QuestionsPanel replay={replay} recording={recording} />
    case 'search':
      return <SearchPanel replay={replay} recording={recording} />
    case 'takeAway':
      return <TakeAwayPanel recordingId={id} viewerCanEdit={viewerCanEdit} linkKey={linkKey} />
    case 'heat':
      return (
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          <HeatMap replay={replay} recording={recording} />
        </div>
      )
  }
})
