'use client'

import type { Editor } from '@tldraw/tldraw'
import { Hand, Undo2, X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { ThemeArea } from '../../ui/ThemeArea.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import type { SharedDocument } from '../classroom/SharedClass.ts'
import { useLive, useMay, useMe, usePages, useStage } from '../classroom/useClassroom.ts'
import { BoardCanvas } from './BoardCanvas.tsx'
import type { BoardSession } from './BoardSession.ts'
import { BoardSessions } from './BoardSessions.ts'
import { BoardText } from './BoardText.tsx'
import { chooseLeader } from './chooseLeader.ts'
import { PageBar } from './PageBar.tsx'
import { penOf } from './penColours.ts'
import { personColours } from './personColours.ts'
import { useFitPage } from './useFitPage.ts'
import { useFollow } from './useFollow.ts'

/** In a larger class than this only those who may draw show their cursor: everybody's would cover the page. */
const EVERYBODY_POINTS = 30

/**
 * The whiteboard with its pages: fills its parent, which gives it its size and is `position: relative`. White paper in every theme.
 * Needs a `ClassroomProvider`. The element carries `data-board`: keys pressed inside belong to tldraw while one may draw.
 */
export function Board() {
  const sessions = useSessions()
  const document = useCurrentDocument()
  return (
    <ThemeArea theme="light" label="Board messages" className="absolute inset-0 bg-board">
      <div data-board className="absolute inset-0 isolate">
        {sessions && document ? <BoardPage session={sessions.of(document)} /> : <BoardLoading />}
      </div>
    </ThemeArea>
  )
}

function useSessions(): BoardSessions | null {
  const [sessions, setSessions] = useState<BoardSessions | null>(null)
  useEffect(() => {
    const made = new BoardSessions((hue) => personColours()[hue]?.fill ?? 'black')
    setSessions(made)
    return () => made.close()
  }, [])
  return sessions
}

function useCurrentDocument(): SharedDocument | null {
  const { pages } = useClassroom()
  // Another current page is another document.
  usePages()
  return pages.currentDocument ?? null
}

function BoardPage({ session }: { session: BoardSession }) {
  const classroom = useClassroom()
  const me = useMe()
  const { pages, current, following: onPage } = usePages()
  const { phase } = useLive(session.document.state)
  const mayDraw = useMay('board:draw') && phase !== 'closed'
  const isStaff = me.role !== 'student' && !classroom.isReplay
  const pointing = useMay('cursor:show')
  const small = useStage(
    ({ people }) => [...people.values()].filter(({ presence }) => presence === 'class').length <= EVERYBODY_POINTS,
  )
  const presences = useLive(session.presence.state)
  const { loaded } = useLive(session.binding.state)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [wish, setWish] = useState<boolean | null>(null)
  useRefusedNotice(session.document)

  const leader = isStaff ? null : chooseLeader(presences, me.userId)
  const followsView = wish ?? !mayDraw
  const breakAway = useCallback(() => setWish(false), [])
  useFollow(editor, leader?.id ?? null, followsView && onPage, breakAway)
  // Nobody's view is known then, so that all of it is shown.
  useFitPage(editor, classroom.isReplay && loaded)

  const away = !onPage || (leader !== null && !mayDraw && !followsView)
  const comeBack = () => {
    classroom.pages.follow()
    setWish(null)
  }
  const title = pages.find(({ id }) => id === current)?.title ?? ''
  return (
    <>
      <BoardCanvas
        session={session}
        me={me}
        mayDraw={mayDraw}
        shown={pointing && (mayDraw || small)}
        pen={isStaff ? 'black' : penOf(me.hue)}
        licenseKey={classroom.boardLicenseKey}
        onEditor={setEditor}
      />
      {loaded ? null : <StillLoading />}
      {editor ? <BoardText editor={editor} title={title} /> : null}
      <div className="pointer-events-none absolute inset-x-2 top-2 z-[250] flex flex-wrap items-center gap-2 *:pointer-events-auto">
        <PageBar editor={editor} leader={leader && { name: leader.name, followed: followsView, onFollow: setWish }} />
        {away ? (
          <Button
            variant="primary"
            size="small"
            className="shadow-1"
            icon={<Undo2 aria-hidden size={16} />}
            onClick={comeBack}
          >
            Back to the class
          </Button>
        ) : null}
      </div>
      {mayDraw || classroom.isReplay ? null : <PenHint />}
    </>
  )
}

/** Says once, in words, why there are no tools. */
function PenHint() {
  const [closed, setClosed] = useState(false)
  if (closed) return null
  return (
    <div className="pointer-events-none absolute inset-x-2 bottom-14 z-[250] flex justify-center">
      <p className="pointer-events-auto flex items-center gap-2 rounded-box border border-hairline bg-raised py-1 pr-1 pl-3 text-13 text-muted shadow-1">
        <Hand aria-hidden size={16} strokeWidth={1.75} />
        To draw here, raise your hand and ask for the pen.
        <IconButton
          size="small"
          label="Close this hint"
          icon={<X aria-hidden size={16} />}
          onClick={() => setClosed(true)}
        />
      </p>
    </div>
  )
}

/** Shapes of a full page come in by and by; said only where that takes a while. */
function StillLoading() {
  return (
    <div className="pointer-events-none absolute inset-x-2 top-14 z-[250] flex justify-center">
      <p
        role="status"
        className="flex items-center gap-2 rounded-box border border-hairline bg-raised px-3 py-1.5 text-13 text-muted shadow-1 [animation:appear_200ms_700ms_ease-out_backwards]"
      >
        <Spinner />
        Loading what is on this page
      </p>
    </div>
  )
}

function BoardLoading() {
  return (
    <div role="status" aria-label="The board is loading" className="absolute inset-0 z-[200] bg-board">
      <Skeleton className="absolute top-3 left-3 h-8 w-44" />
    </div>
  )
}

/** What one drew and the server did not take is gone from the page; say so. */
function useRefusedNotice(document: SharedDocument): void {
  const toast = useToast()
  useEffect(
    () =>
      document.on('refused', ({ code, lost }) => {
        if (lost === 0) return
        toast({
          title: 'Your last change to the board was not saved.',
          description:
            code === 'NOT_ALLOWED'
              ? 'You may not draw right now. The board shows what everybody sees.'
              : 'The server could not take it. The board shows what everybody sees.',
          tone: 'error',
        })
      }),
    [document, toast],
  )
}
