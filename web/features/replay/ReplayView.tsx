'use client'

import { WifiOff } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { ReplayQuery } from '../../graphql/generated/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { SharedClassProvider } from '../classroom/ClassroomProvider.tsx'
import { useLive } from '../classroom/useClassroom.ts'
import { useLayoutChoice } from '../room/LayoutMenu.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { RoomProvider } from '../room/RoomProvider.tsx'
import { SidePanel } from '../room/SidePanel.tsx'
import { useFullScreen } from '../room/useFullScreen.ts'
import { useShape } from '../room/useShape.ts'
import { firstView, type View } from '../room/view.ts'
import { StageArea } from '../stage/StageArea.tsx'
import { CaptionLine } from './CaptionLine.tsx'
import { CaptionsMenu } from './CaptionsMenu.tsx'
import { momentText } from './moment.ts'
import { LEAP_MS } from './PlayControls.tsx'
import { RATES, type Replay } from './Replay.ts'
import { ReplayContext, useClock, useWatching } from './ReplayContext.tsx'
import { ReplayHeader } from './ReplayHeader.tsx'
import { ReplayHelp } from './ReplayHelp.tsx'
import { ReplayPanelContent } from './ReplayPanelContent.tsx'
import { ReplaySkeleton } from './ReplaySkeleton.tsx'
import { ReplayTabs } from './ReplayTabs.tsx'
import { ResumeOffer } from './ResumeOffer.tsx'
import { panelsFor, REPLAY_PANEL_ROWS, type ReplayPanel, replayPanelId, replayTabId } from './replayPanels.ts'
import { TimeBar } from './TimeBar.tsx'
import { useCaptions } from './useCaptions.ts'
import { useMarks } from './useMarks.ts'
import { usePictureInPicture } from './usePictureInPicture.ts'
import { useProgress } from './useProgress.ts'
import type { OpenReplay } from './useReplay.ts'
import { useReplayKeys } from './useReplayKeys.ts'
import { useReplayMediaState } from './useReplayMediaState.ts'

export type WatchedRecording = NonNullable<ReplayQuery['recording']>

export type ReplayViewProps = {
  open: OpenReplay
  recording: WatchedRecording
  linkKey: string | undefined
  /** The viewer has an account: what was watched is kept. */
  isKnown: boolean
  /** Class time to offer to go on at, ms; null: none. */
  resumeAtMs: number | null
  back: { href: string; label: string } | null
}

const nothing = () => undefined

/** The page of a recording, once it is open: the class, and its time. */
export function ReplayView(props: ReplayViewProps) {
  const { open, recording, linkKey } = props
  const { replay, media, classroom } = open
  const [watching] = useState({ id: recording.id, linkKey, replay, media })
  return (
    <ReplayContext value={watching}>
      <SharedClassProvider shared={classroom}>
        <RoomProvider writeTo={nothing} before={<ReplaySkeleton />}>
          <Inside {...props} />
        </RoomProvider>
      </SharedClassProvider>
    </ReplayContext>
  )
}

function Inside({ open: { replay, media }, recording, linkKey, isKnown, resumeAtMs, back }: ReplayViewProps) {
  const { shape, bar } = useShape()
  const phone = bar === 'phone'
  const { stage } = useRoom()
  const mediaState = useReplayMediaState(media)
  const [panel, setPanel] = useState<ReplayPanel | null>(phone ? null : 'chat')
  const [view, setView] = useState<View>(() => firstView(null))
  const [muted, setMuted] = useState(false)
  const [help, setHelp] = useState(false)
  const layout = useLayoutChoice(view.layout, (own) => setView((before) => ({ ...before, layout: own, stage: 'auto' })))
  const fullScreen = useFullScreen()
  const captions = useCaptions(
    recording.id,
    linkKey,
    recording.captions.map(({ language }) => language),
  )
  const marks = useMarks(recording.chapters)
  const copy = useCopyLink(recording.id, linkKey)
  const pictureInPicture = usePictureInPicture(mediaState)
  const mute = (next: boolean) => {
    setMuted(next)
    media.setMuted(next)
  }
  const toggle = (next: ReplayPanel) => setPanel((before) => (before === next ? null : next))
  useProgress(recording.id, replay, isKnown)
  useReplayKeys({
    play: () => (replay.clock.getSnapshot().playing ? replay.pause() : replay.play()),
    back: () => replay.seek(replay.clock.getSnapshot().t - LEAP_MS),
    on: () => replay.seek(replay.clock.getSnapshot().t + LEAP_MS),
    slower: () => changeRate(replay, -1),
    faster: () => changeRate(replay, 1),
    sound: () => mute(!muted),
    fullScreen: fullScreen.toggle,
    copy,
    help: () => setHelp(true),
  })
  const content = (shown: ReplayPanel) => (
    <ReplayPanelContent
      panel={shown}
      chapters={marks.chapters}
      marks={marks.all}
      viewerCanEdit={recording.viewerCanEdit}
    />
  )
  return (
    <div className="fixed inset-0 flex flex-col overflow-hidden bg-paper">
      {shape === 'landscape' ? (
        <h1 className="sr-only">{recording.title}</h1>
      ) : (
        <ReplayHeader
          title={recording.title}
          startedAt={stage.startedAt}
          note={recording.published ? null : 'Not published'}
          isFullScreen={fullScreen.isFullScreen}
          onFullScreen={fullScreen.toggle}
          onCopy={copy}
          onHelp={() => setHelp(true)}
          back={back}
        >
          {recording.viewerCanEdit ? (
            <ButtonLink href={`/replay/${recording.id}/edit`} variant="quiet">
              Edit
            </ButtonLink>
          ) : null}
        </ReplayHeader>
      )}
      <ReplayProblem />
      <div className="flex min-h-0 flex-1">
        <div className="relative flex min-h-0 min-w-0 flex-1">
          <StageArea
            shape={shape}
            layout={layout.layout}
            media={mediaState}
            choice={view.stage}
            onChoice={(choice) => setView((before) => ({ ...before, stage: choice }))}
            pinned={view.pinned}
            onPin={(userId) => setView((before) => ({ ...before, pinned: userId }))}
            onStopSharing={nothing}
            onPeople={() => setPanel('people')}
            showQueue={false}
            corner={null}
          />
          <Loading />
          <CaptionLine cues={captions.cues} />
          {resumeAtMs === null ? null : <ResumeOffer atMs={resumeAtMs} />}
        </div>
        {panel && !phone ? (
          <SidePanel
            id={replayPanelId(panel)}
            tab={replayTabId(panel)}
            title={REPLAY_PANEL_ROWS[panel].label}
            onClose={() => setPanel(null)}
          >
            {content(panel)}
          </SidePanel>
        ) : null}
      </div>
      <TimeBar
        marks={marks}
        layout={layout}
        sound={{ muted, onMuted: mute }}
        onPictureInPicture={pictureInPicture}
        captions={<CaptionsMenu captions={captions} languages={recording.captions} />}
        low={shape === 'landscape'}
        tabs={<ReplayTabs panels={panelsFor(recording.viewerCanEdit)} open={panel} onToggle={toggle} />}
      />
      {phone ? (
        <Sheet
          tall
          open={panel !== null}
          onOpenChange={(next) => {
            if (!next) setPanel(null)
          }}
          title={panel ? REPLAY_PANEL_ROWS[panel].label : ''}
        >
          {panel ? (
            <div
              id={replayPanelId(panel)}
              role="tabpanel"
              aria-labelledby={replayTabId(panel)}
              className="flex min-h-0 flex-1 flex-col"
            >
              {content(panel)}
            </div>
          ) : null}
        </Sheet>
      ) : null}
      <ReplayHelp open={help} onOpenChange={setHelp} />
    </div>
  )
}

function changeRate(replay: Replay, step: number): void {
  const at = RATES.indexOf(replay.clock.getSnapshot().rate)
  const next = RATES[at + step]
  if (next !== undefined) replay.setRate(next)
}

function useCopyLink(id: string, linkKey: string | undefined): () => void {
  const { replay } = useWatching()
  const toast = useToast()
  return useCallback(() => {
    const url = new URL(`/replay/${id}`, window.location.href)
    url.searchParams.set('t', momentText(replay.clock.getSnapshot().t))
    if (linkKey !== undefined) url.searchParams.set('key', linkKey)
    navigator.clipboard.writeText(url.href).then(
      () => toast({ title: 'Copied: a link to this moment.', tone: 'success' }),
      () => toast({ title: 'The browser did not allow copying.', tone: 'error' }),
    )
  }, [id, linkKey, replay, toast])
}

/** Says so where what belongs to this moment takes a while. */
function Loading() {
  const waiting = useClock((clock) => clock.playing && clock.waiting)
  if (!waiting) return null
  return (
    <div className="pointer-events-none absolute inset-0 z-20 flex items-center justify-center">
      <p
        role="status"
        className="flex items-center gap-2 rounded-box bg-raised/95 px-4 py-2 text-15 shadow-2 [animation:appear_200ms_400ms_ease-out_backwards]"
      >
        <Spinner />
        Loading
      </p>
    </div>
  )
}

/** A slim line while something cannot be loaded: it is tried again by itself. */
function ReplayProblem() {
  const { replay } = useWatching()
  const problem = useLive(replay.problem)
  if (!problem) return null
  const words = problem.passes
    ? 'The recording cannot be reached right now. It goes on by itself.'
    : 'A part of this recording cannot be had.'
  return (
    <div role="alert" className="flex min-h-11 items-center gap-3 bg-amber-soft px-4 py-1 text-15 text-on-amber-soft">
      <WifiOff aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
      <p className="min-w-0 flex-1">{words}</p>
      <Button size="small" onClick={() => replay.retry()}>
        Try again
      </Button>
    </div>
  )
}
