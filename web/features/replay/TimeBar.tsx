'use client'

import { LayoutGrid, PictureInPicture2, Radio, Volume2, VolumeX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { type LayoutChoice, LayoutItems } from '../room/LayoutMenu.tsx'
import { PlayControls, TimeLine } from './PlayControls.tsx'
import { useClock, useWatching } from './ReplayContext.tsx'
import { SeekBar } from './SeekBar.tsx'
import { SpeedSelect } from './SpeedSelect.tsx'
import { endOf, playableSpans } from './spans.ts'
import { useIndex } from './useIndex.ts'
import type { Marks } from './useMarks.ts'
import { useThumbnails } from './useThumbnails.ts'

const ICON = { 'aria-hidden': true, size: 20, strokeWidth: 1.75 } as const
/** Nearer than this to what is newest, one is there. */
const NEAR_MS = 5000

export type TimeBarProps = {
  marks: Marks
  layout: LayoutChoice
  sound: { muted: boolean; onMuted: (muted: boolean) => void }
  /** Null where there is no picture, or the browser cannot. */
  onPictureInPicture: (() => void) | null
  captions: ReactNode
  tabs: ReactNode
  /** There is little height. */
  low: boolean
}

/** The time of the class in place of the class's bar: where one is, how it plays, and what else there is. */
export function TimeBar({ marks, layout, sound, onPictureInPicture, captions, tabs, low }: TimeBarProps) {
  const { id, linkKey } = useWatching()
  const pictureAt = useThumbnails(id, linkKey)
  return (
    <section
      aria-label="Time"
      className="shrink-0 border-hairline border-t bg-surface px-3 pb-[max(4px,env(safe-area-inset-bottom))]"
    >
      <SeekBar chapters={marks.chapters} marks={marks.onBar} pictureAt={pictureAt} />
      <div className={cx('flex items-center justify-between gap-x-4 gap-y-1', !low && 'flex-wrap')}>
        <div className={cx('flex items-center gap-x-3 gap-y-1', low ? 'min-h-12 shrink-0' : 'min-h-14 flex-wrap')}>
          <PlayControls />
          <TimeLine />
          <LiveButton />
          <SpeedSelect />
          <div className="flex items-center gap-0.5">
            <Toggle
              label="Sound"
              showLabel={false}
              shortcut="M"
              tip={sound.muted ? 'Sound on' : 'Sound off'}
              icon={<VolumeX {...ICON} />}
              pressedIcon={<Volume2 {...ICON} />}
              pressed={!sound.muted}
              onPressedChange={(on) => sound.onMuted(!on)}
            />
            {captions}
            <Menu
              side="top"
              align="start"
              trigger={<IconButton label="Layout" side="top" icon={<LayoutGrid {...ICON} />} />}
            >
              <LayoutItems choice={layout} />
            </Menu>
            {onPictureInPicture ? (
              <IconButton
                label="Picture in picture"
                side="top"
                icon={<PictureInPicture2 {...ICON} />}
                onClick={onPictureInPicture}
              />
            ) : null}
          </div>
        </div>
        {tabs}
      </div>
    </section>
  )
}

/** While the class goes on: to its newest moment. */
function LiveButton() {
  const { replay } = useWatching()
  const index = useIndex()
  const end = endOf(playableSpans(index))
  const behind = useClock(({ t }) => end - t > NEAR_MS)
  if (!index.live) return null
  return behind ? (
    <Button size="small" icon={<Radio aria-hidden size={16} strokeWidth={1.75} />} onClick={() => replay.seek(end)}>
      Live
    </Button>
  ) : (
    <span className="text-13 text-muted">The class goes on</span>
  )
}
