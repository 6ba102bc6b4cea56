'use client'

import { COMMANDS } from '@lectern/protocol'
import { type ReactElement, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { type Unread, useUnread } from '../chat/useUnread.ts'
import type { ReadableState } from '../classroom/State.ts'
import { useConnection, useHands, useLive, usePolls } from '../classroom/useClassroom.ts'
import { MEDIA_OFF, type MediaState } from '../media/MediaState.ts'
import { PollPopup } from '../polls/PollPopup.tsx'
import { loadChoices, saveChoices } from '../prejoin/deviceChoices.ts'
import { ReactionButtons } from '../reactions/ReactionButtons.tsx'
import { ChapterDialog } from '../recording/ChapterDialog.tsx'
import { RecordingMark } from '../recording/RecordingMark.tsx'
import { RecordingProblem } from '../recording/RecordingProblem.tsx'
import { StopRecordingDialog } from '../recording/StopRecordingDialog.tsx'
import { useRecordSwitch } from '../recording/useRecordSwitch.ts'
import { RewindBar } from '../replay/RewindBar.tsx'
import { RewindButton } from '../replay/RewindButton.tsx'
import { RewindScope } from '../replay/RewindScope.tsx'
import { useRewind } from '../replay/useRewind.ts'
import { LocksDialog } from '../roster/LocksDialog.tsx'
import { PUSH_TO_TALK_KEY, parsePushToTalk } from '../settings/pushToTalk.ts'
import { SettingsDialog } from '../settings/SettingsDialog.tsx'
import { useStored } from '../settings/useStored.ts'
import { StageArea, type StageAreaProps } from '../stage/StageArea.tsx'
import { ClassAudio } from '../tiles/ClassAudio.tsx'
import { usePageVisible } from '../tiles/usePageVisible.ts'
import { TimerDialog } from '../timer/TimerDialog.tsx'
import { Announcements } from './Announcements.tsx'
import { Bar } from './Bar.tsx'
import { countOf } from './countOf.ts'
import { Header } from './Header.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { LAYOUTS, type LayoutChoice, LayoutItems, useLayoutChoice } from './LayoutMenu.tsx'
import { EndDialog, LeaveDialog } from './LeaveDialogs.tsx'
import { type MoreItem, useMoreItems } from './moreItems.tsx'
import { PanelContent } from './PanelContent.tsx'
import { PhoneMore } from './PhoneMore.tsx'
import { PANEL_LABELS, type PanelName, type PanelNews, panelId, tabId } from './panels.ts'
import { ReconnectBanner } from './ReconnectBanner.tsx'
import { useRoom } from './RoomContext.ts'
import { RoomProvider } from './RoomProvider.tsx'
import { SidePanel } from './SidePanel.tsx'
import { useControls } from './useControls.ts'
import { useFullScreen } from './useFullScreen.ts'
import { useMediaState } from './useMediaState.ts'
import { useMutedHint } from './useMutedHint.ts'
import { useNotices } from './useNotices.ts'
import { usePushToTalk } from './usePushToTalk.ts'
import { useShape } from './useShape.ts'
import { useShortcuts } from './useShortcuts.ts'
import { changeView, firstView, type View, type ViewChange } from './view.ts'

type DialogName = 'settings' | 'help' | 'leave' | 'end' | 'timer' | 'locks' | 'chapter'

/** The class, once one is in it. */
export function ClassView({ onLeave }: { onLeave: () => void }) {
  const { bar } = useShape()
  const [view, change] = useReducer(changeView, bar === 'wide' ? 'chat' : null, firstView)
  const writeTo = useRef((userId: string) => change({ do: 'conversation', userId })).current
  return (
    <RoomProvider writeTo={writeTo}>
      <Inside view={view} change={change} writeTo={writeTo} onLeave={onLeave} />
    </RoomProvider>
  )
}

/** Pictures of an earlier moment, where none is shown. */
const NO_MEDIA: ReadableState<MediaState> = { subscribe: () => () => undefined, getSnapshot: () => MEDIA_OFF }
/** The class as it is now is not heard meanwhile. */
const NOBODY_HEARD: MediaState['remote'] = new Map()

function Inside({
  view,
  change,
  writeTo,
  onLeave,
}: {
  view: View
  change: (change: ViewChange) => void
  writeTo: (userId: string) => void
  onLeave: () => void
}) {
  const { shape, bar } = useShape()
  const { stage, may, run } = useRoom()
  const connection = useConnection()
  const media = useMediaState()
  const controls = useControls(media)
  const record = useRecordSwitch()
  const layout = useLayoutChoice(view.layout, (own) => change({ do: 'layout', layout: own }))
  const fullScreen = useFullScreen()
  const rewind = useRewind()
  const { rewound } = rewind
  const shownMedia = useLive<MediaState>(rewound?.media ?? NO_MEDIA)
  const chatInSight = usePageVisible() && view.panel === 'chat' && !rewound
  const unread = useUnread(chatInSight ? view.conversation : undefined)
  const news = useNews(view.panel, unread)
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [speakerId, setSpeakerId] = useState(() => loadChoices().speakerId)
  const [pushToTalk] = useStored(PUSH_TO_TALK_KEY, parsePushToTalk)
  const phone = bar === 'phone'
  const dialogProps = (name: DialogName) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  })
  const addChapter = useChapter(() => setDialog('chapter'))
  const openLocks = useCallback(() => setDialog('locks'), [])
  const items = useMoreItems({
    timer: () => setDialog('timer'),
    chapter: addChapter,
    locks: openLocks,
    fullScreen: fullScreen.toggle,
    isFullScreen: fullScreen.isFullScreen,
    settings: () => setDialog('settings'),
    help: () => setDialog('help'),
  })
  useNotices()
  useMutedHint(media.microphone.status === 'muted')
  useCloseOnPhone(phone, change)
  useFollowClass(change)
  usePushToTalk(pushToTalk, media.microphone.status === 'on', controls.setMicrophone)
  useShortcuts(
    {
      microphone: () => controls.setMicrophone(media.microphone.status !== 'on'),
      camera: () => controls.setCamera(media.camera.status !== 'on'),
      screen: () => controls.setScreen(media.screen.status !== 'on'),
      hand: () => controls.setHand(!controls.handRaised),
      chat: () => change({ do: 'toggle', panel: 'chat' }),
      people: () => change({ do: 'toggle', panel: 'people' }),
      polls: () => change({ do: 'toggle', panel: 'polls' }),
      notes: () => change({ do: 'toggle', panel: 'notes' }),
      board: () => showBoard(layout, change),
      layout: () => layout.choose(nextLayout(layout.layout)),
      chapter: addChapter,
      fullScreen: fullScreen.toggle,
      help: () => setDialog('help'),
    },
    may('board:draw'),
  )
  const chooseStage = (choice: View['stage']) => {
    if (choice === 'board') showBoard(layout, change)
    else change({ do: 'stage', stage: choice })
  }
  const chooseSpeaker = (id: string) => {
    setSpeakerId(id)
    saveChoices({ ...loadChoices(), speakerId: id })
  }
  const panelContent = (panel: PanelName) => (
    <PanelContent
      panel={panel}
      view={rewound ? { ...view, conversation: null, opened: [] } : view}
      change={change}
      unread={unread}
      onLocks={openLocks}
    />
  )

  return (
    <div className="fixed inset-0 flex flex-col overflow-hidden bg-paper">
      {shape === 'landscape' ? (
        <>
          <h1 className="sr-only">{stage.title || 'Class'}</h1>
          <div className="pointer-events-none fixed top-2 right-2 z-10 rounded-full bg-raised px-3 empty:hidden">
            <RecordingMark />
          </div>
        </>
      ) : (
        <Header media={media} rewind={<RewindButton rewind={rewind} />} onSettings={() => setDialog('settings')} />
      )}
      <ReconnectBanner connection={connection} />
      <RecordingProblem />
      <RewindScope rewound={rewound} writeTo={writeTo}>
        <div className="flex min-h-0 flex-1">
          <ClassStage
            shape={shape}
            ownLayout={view.layout}
            media={rewound ? shownMedia : media}
            choice={view.stage}
            onChoice={chooseStage}
            pinned={view.pinned}
            onPin={(userId) => change({ do: 'pin', userId })}
            onStopSharing={() => controls.setScreen(false)}
            onPeople={() => change({ do: 'open', panel: 'people' })}
            showQueue={view.panel !== 'people'}
            corner={view.panel === 'polls' || rewound ? null : <PollPopup />}
          />
          {view.panel && !phone ? (
            <SidePanel
              id={panelId(view.panel)}
              tab={tabId(view.panel)}
              title={PANEL_LABELS[view.panel]}
              onClose={() => change({ do: 'close' })}
            >
              {panelContent(view.panel)}
            </SidePanel>
          ) : null}
        </div>
        {rewound ? <RewindBar isHeard={media.microphone.status === 'on'} onBackToLive={rewind.backToLive} /> : null}
        {phone ? (
          <Sheet
            tall
            open={view.panel !== null}
            onOpenChange={(open) => {
              if (!open) change({ do: 'close' })
            }}
            title={view.panel ? PANEL_LABELS[view.panel] : ''}
          >
            {view.panel ? panelContent(view.panel) : null}
          </Sheet>
        ) : null}
      </RewindScope>
      <Bar
        size={bar}
        controls={controls}
        panel={view.panel}
        onPanel={(panel) => change({ do: 'open', panel })}
        news={news}
        record={record}
        mayEnd={may('class:end')}
        onEnd={() => setDialog('end')}
        onLeave={() => setDialog('leave')}
        react={(trigger) => <ReactPopover trigger={trigger} />}
        layout={(trigger) => (
          <Menu trigger={trigger} side="top" align="start">
            <LayoutItems choice={layout} />
          </Menu>
        )}
        more={(trigger) =>
          phone ? (
            <PhoneMore
              trigger={trigger}
              controls={controls}
              record={record}
              layout={layout}
              items={items}
              news={news}
              onPanel={(panel) => change({ do: 'open', panel })}
            />
          ) : (
            <MoreMenu trigger={trigger} items={items} />
          )
        }
      />
      <ClassAudio remote={rewound ? NOBODY_HEARD : media.remote} speakerId={speakerId} />
      <Announcements />
      <SettingsDialog
        {...dialogProps('settings')}
        media={media}
        speakerId={speakerId}
        onSpeaker={chooseSpeaker}
        onShortcuts={() => setDialog('help')}
      />
      <HelpDialog {...dialogProps('help')} />
      <TimerDialog {...dialogProps('timer')} />
      <ChapterDialog {...dialogProps('chapter')} />
      {record ? <StopRecordingDialog record={record} /> : null}
      <LocksDialog
        {...dialogProps('locks')}
        locks={stage.locks}
        guestPolicy={stage.guestPolicy}
        onLock={(lock, locked) => void run(COMMANDS.setLocks, { locks: { [lock]: locked } })}
        onGuestPolicy={(policy) => void run(COMMANDS.setGuestPolicy, { policy })}
      />
      <LeaveDialog
        {...dialogProps('leave')}
        onLeave={onLeave}
        onEnd={may('class:end') ? () => setDialog('end') : undefined}
      />
      <EndDialog {...dialogProps('end')} />
    </div>
  )
}

/** The stage in the layout of the moment that is shown, which is not always now. */
function ClassStage({ ownLayout, ...rest }: Omit<StageAreaProps, 'layout'> & { ownLayout: View['layout'] }) {
  const { stage } = useRoom()
  return <StageArea {...rest} layout={ownLayout ?? stage.layout} />
}

function showBoard(layout: LayoutChoice, change: (change: ViewChange) => void): void {
  if (layout.layout !== 'board') layout.choose('board')
  change({ do: 'stage', stage: 'board' })
}

function nextLayout(layout: LayoutChoice['layout']): LayoutChoice['layout'] {
  const at = LAYOUTS.findIndex(({ value }) => value === layout)
  return LAYOUTS[(at + 1) % LAYOUTS.length]!.value
}

/** A panel beside the stage would cover it once the window is as narrow as a phone. */
function useCloseOnPhone(phone: boolean, change: (change: ViewChange) => void): void {
  const before = useRef(phone)
  useEffect(() => {
    if (phone && !before.current) change({ do: 'close' })
    before.current = phone
  }, [phone, change])
}

/** Opens the dialog for a chapter, or says why there can be none now. */
function useChapter(open: () => void): () => void {
  const { stage, may } = useRoom()
  const toast = useToast()
  return () => {
    if (!may('chapter:add')) return
    if (stage.recording?.on) open()
    else toast({ title: 'Chapters belong to the recording, and the class is not being recorded now.' })
  }
}

/** When staff set a layout for everybody, one's own gives way; it can be chosen again. */
function useFollowClass(change: (change: ViewChange) => void): void {
  const { stage } = useRoom()
  const asked = stage.layoutForAll ? stage.layout : null
  const before = useRef(asked)
  useEffect(() => {
    if (asked !== null && asked !== before.current) change({ do: 'layoutForAll' })
    before.current = asked
  }, [asked, change])
}

/** What is new in closed panels. */
function useNews(open: PanelName | null, unread: Unread): PanelNews {
  const { isStaff, waiting } = useRoom()
  const hands = useHands()
  const polls = usePolls()
  const [seenPolls, setSeenPolls] = useState<number | null>(null)
  const newestPoll = polls[0]?.createdAt ?? 0
  useEffect(() => {
    if (open === 'polls' || seenPolls === null) setSeenPolls(newestPoll)
  }, [open, newestPoll, seenPolls])
  return useMemo(() => {
    const people = isStaff ? hands.length + waiting.length : 0
    const freshPolls = seenPolls === null ? 0 : polls.filter(({ createdAt }) => createdAt > seenPolls).length
    return {
      ...(unread.total > 0 && {
        chat: { count: unread.total, words: countOf(unread.total, 'new message', 'new messages') },
      }),
      ...(people > 0 && {
        people: { count: people, words: countOf(people, 'hand or waiting person', 'hands and waiting people') },
      }),
      ...(freshPolls > 0 && { polls: { count: freshPolls, words: countOf(freshPolls, 'new poll', 'new polls') } }),
    }
  }, [isStaff, hands, waiting, polls, seenPolls, unread])
}

function ReactPopover({ trigger }: { trigger: ReactElement }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover trigger={trigger} label="React" side="top" open={open} onOpenChange={setOpen} className="p-2">
      <ReactionButtons onDone={() => setOpen(false)} />
    </Popover>
  )
}

function MoreMenu({ trigger, items }: { trigger: ReactElement; items: readonly MoreItem[] }) {
  return (
    <Menu trigger={trigger} side="top" align="start">
      {items.map((item) => (
        <MenuItem
          key={item.id}
          icon={item.icon}
          onSelect={item.onSelect}
          trailing={item.key ? <Kbd>{item.key}</Kbd> : null}
        >
          {item.label}
        </MenuItem>
      ))}
    </Menu>
  )
}
