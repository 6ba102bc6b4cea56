'use client'

import {
  Ellipsis,
  Hand,
  LayoutGrid,
  LogOut,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  SmilePlus,
  Video,
  VideoOff,
} from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import type { LocalMedia } from '../media/MediaState.ts'
import { RecordToggle } from '../recording/RecordToggle.tsx'
import type { RecordSwitch } from '../recording/useRecordSwitch.ts'
import { NewsMark } from './NewsMark.tsx'
import { PanelTabs } from './PanelTabs.tsx'
import type { PanelName, PanelNews } from './panels.ts'
import { SHORTCUTS } from './shortcuts.ts'
import { toolbarKeys } from './toolbarKeys.ts'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const
const ITEM = 'min-w-14! px-1.5! xl:min-w-16!'
/** Six buttons share the width of a phone. */
const PHONE_ITEM = 'min-w-11! flex-auto shrink! px-1!'

/** What the bar's own devices and hand do; each says why it is not to be used, or null. */
export interface BarControls {
  microphone: LocalMedia
  camera: LocalMedia
  screen: LocalMedia
  handRaised: boolean
  /** Place in the order of hands, from 1; 0 when not raised. */
  handPosition: number
  why: { microphone: string | null; camera: string | null; screen: string | null; hand: string | null }
  setMicrophone: (on: boolean) => void
  setCamera: (on: boolean) => void
  setScreen: (on: boolean) => void
  setHand: (raised: boolean) => void
}

export type BarProps = {
  controls: BarControls
  /** The React and Layout buttons open these; the given element is the button. */
  react: (trigger: ReactElement) => ReactNode
  layout: (trigger: ReactElement) => ReactNode
  more: (trigger: ReactElement) => ReactNode
  panel: PanelName | null
  onPanel: (panel: PanelName) => void
  news: PanelNews
  /** Null for whoever may not record. */
  record: RecordSwitch | null
  mayEnd: boolean
  onEnd: () => void
  onLeave: () => void
  /** `wide`: all. `phone`: four actions, Leave and More. */
  size: 'wide' | 'phone'
}

/** The bar of the class: always there, labels under icons. */
export function Bar(props: BarProps) {
  const { controls, panel, onPanel, news, record, mayEnd, onEnd, onLeave, size } = props
  if (size === 'phone') return <PhoneBar {...props} />
  return (
    <div
      role="toolbar"
      aria-label="Class controls"
      onKeyDown={toolbarKeys}
      className="flex h-18 shrink-0 items-center justify-between gap-2 border-hairline border-t bg-surface px-2"
    >
      <div className="flex items-center gap-0.5">
        <DeviceToggles controls={controls} item={ITEM} />
        <ScreenToggle controls={controls} />
        <HandToggle controls={controls} item={ITEM} />
        {props.react(
          <Button stacked variant="quiet" icon={<SmilePlus {...ICON} />} className={ITEM}>
            React
          </Button>,
        )}
        {props.layout(
          <Button stacked variant="quiet" icon={<LayoutGrid {...ICON} />} className={ITEM}>
            Layout
          </Button>,
        )}
        {props.more(
          <Button stacked variant="quiet" icon={<Ellipsis {...ICON} />} className={ITEM}>
            More
          </Button>,
        )}
      </div>
      <PanelTabs open={panel} onOpen={onPanel} news={news} />
      <div className="flex items-center gap-0.5">
        {record ? <RecordToggle record={record} /> : null}
        {mayEnd ? (
          <Button
            stacked
            variant="quiet"
            icon={<PhoneOff {...ICON} />}
            className={cx(ITEM, 'text-danger-ink!')}
            onClick={onEnd}
          >
            End class
          </Button>
        ) : null}
        <LeaveButton onLeave={onLeave} item={ITEM} />
      </div>
    </div>
  )
}

function PhoneBar({ controls, panel, onPanel, news, onLeave, more }: BarProps) {
  const chatNews = panel === 'chat' ? undefined : news.chat
  return (
    <div
      role="toolbar"
      aria-label="Class controls"
      onKeyDown={toolbarKeys}
      className="flex shrink-0 items-center justify-between gap-0.5 border-hairline border-t bg-surface px-1 pt-1 pb-[max(4px,env(safe-area-inset-bottom))]"
    >
      <DeviceToggles controls={controls} item={PHONE_ITEM} />
      <HandToggle controls={controls} item={PHONE_ITEM} />
      <Button
        stacked
        variant="quiet"
        icon={<MessageSquare {...ICON} />}
        aria-describedby={chatNews ? 'chat-news' : undefined}
        className={cx(PHONE_ITEM, 'relative')}
        onClick={() => onPanel('chat')}
      >
        Chat
        {chatNews ? <NewsMark id="chat-news" news={chatNews} /> : null}
      </Button>
      {more(
        <Button stacked variant="quiet" icon={<Ellipsis {...ICON} />} className={PHONE_ITEM}>
          More
        </Button>,
      )}
      <LeaveButton onLeave={onLeave} item={PHONE_ITEM} />
    </div>
  )
}

function DeviceToggles({ controls, item }: { controls: BarControls; item: string }) {
  const { microphone, camera, why } = controls
  return (
    <>
      <Toggle
        stacked
        label="Microphone"
        shortcut={SHORTCUTS.microphone.key}
        tip={why.microphone ?? (microphone.status === 'on' ? 'Turn the microphone off' : 'Turn the microphone on')}
        icon={<MicOff {...ICON} />}
        pressedIcon={<Mic {...ICON} />}
        pressed={microphone.status === 'on' || microphone.status === 'starting'}
        aria-disabled={why.microphone !== null || undefined}
        onPressedChange={controls.setMicrophone}
        className={item}
      />
      <Toggle
        stacked
        label="Camera"
        shortcut={SHORTCUTS.camera.key}
        tip={why.camera ?? (camera.status === 'on' ? 'Turn the camera off' : 'Turn the camera on')}
        icon={<VideoOff {...ICON} />}
        pressedIcon={<Video {...ICON} />}
        pressed={camera.status === 'on' || camera.status === 'starting'}
        aria-disabled={why.camera !== null || undefined}
        onPressedChange={controls.setCamera}
        className={item}
      />
    </>
  )
}

/** `row`: in a list, with the label beside the icon. */
export function ScreenToggle({ controls, row = false }: { controls: BarControls; row?: boolean }) {
  const { screen, why } = controls
  return (
    <Toggle
      stacked={!row}
      label="Share screen"
      shortcut={SHORTCUTS.screen.key}
      tip={why.screen ?? (screen.status === 'on' ? 'Stop sharing' : 'Share the screen')}
      icon={<MonitorUp {...ICON} />}
      pressedIcon={<MonitorX {...ICON} />}
      pressed={screen.status === 'on'}
      aria-disabled={why.screen !== null || undefined}
      onPressedChange={controls.setScreen}
      className={row ? 'h-12! justify-start! gap-3! px-3! font-normal!' : ITEM}
    />
  )
}

function HandToggle({ controls, item }: { controls: BarControls; item: string }) {
  const { handRaised, handPosition, why } = controls
  const place = handRaised && handPosition > 0 ? `Lower the hand (you are number ${handPosition})` : 'Lower the hand'
  return (
    <Toggle
      stacked
      label="Raise hand"
      shortcut={SHORTCUTS.hand.key}
      tone="amber"
      tip={why.hand ?? (handRaised ? place : 'Raise the hand')}
      icon={<Hand {...ICON} />}
      pressed={handRaised}
      aria-disabled={why.hand !== null || undefined}
      onPressedChange={controls.setHand}
      className={item}
    />
  )
}

function LeaveButton({ onLeave, item }: { onLeave: () => void; item: string }) {
  return (
    <Button
      stacked
      variant="quiet"
      icon={<LogOut {...ICON} />}
      className={cx(item, 'text-danger-ink!')}
      onClick={onLeave}
    >
      Leave
    </Button>
  )
}
