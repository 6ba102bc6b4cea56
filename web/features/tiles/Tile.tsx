'use client'

import { AudioLines, EllipsisVertical, Hand, MicOff, Pin, Star } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { Menu } from '../../ui/Menu.tsx'
import type { Picture } from '../media/MediaState.ts'
import type { Rect } from './arrange.ts'
import { QualityMark } from './QualityMark.tsx'
import { type TileFacts, tileWords } from './tileWords.ts'
import { VideoOf } from './VideoOf.tsx'

export type TileProps = {
  facts: TileFacts
  hue: number
  track: Picture | null
  rect: Rect
  /** The large picture of the speaker layout. */
  large: boolean
  /** The last picture of a lost connection. */
  dimmed: boolean
  /** Entries of the tile's menu. */
  menu: ReactNode
  /** Whether Tab stops here: one tile at a time. */
  tabStop: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
  /** Shown over the picture for a moment. */
  reaction: ReactNode
}

/** Below these sizes, in pixels, a tile has room for less: the whole tile is then its menu's button. */
const NARROW = 130
const LOW = 100
const HIGH = 220

/** One person of the class: picture or initials, name, marks and a menu. */
export function Tile({
  facts,
  hue,
  track,
  rect,
  large,
  dimmed,
  menu,
  tabStop,
  onFocus,
  onKeyDown,
  reaction,
}: TileProps) {
  const small = rect.width < NARROW
  return (
    <li
      data-participant={facts.name}
      data-speaking={facts.speaking || undefined}
      style={{
        transform: `translate(${rect.x}px, ${rect.y}px)`,
        width: rect.width,
        height: rect.height,
        ['--person' as string]: `var(--person-${hue})`,
      }}
      className={cx(
        'group absolute top-0 left-0 overflow-hidden rounded-tile bg-raised outline-1 outline-hairline -outline-offset-1 transition-[transform,width,height] duration-[180ms] ease-out',
        dimmed && 'opacity-60',
      )}
    >
      <span className="sr-only">{tileWords(facts)}</span>
      {track ? (
        <VideoOf track={track} mirrored={facts.me} fit={large ? 'contain' : 'cover'} />
      ) : (
        <span className="absolute inset-0 flex items-center justify-center">
          <Avatar
            name={facts.name}
            hue={hue}
            size={avatarSize(rect)}
            className={cx(rect.height < LOW && 'mb-5', small && facts.hand !== null && 'ml-8')}
          />
        </span>
      )}
      <span
        aria-hidden
        className={cx(
          'pointer-events-none absolute inset-0 rounded-tile border-3 transition-colors',
          facts.speaking ? 'border-accent' : facts.hand !== null ? 'border-amber' : 'border-transparent',
        )}
      />
      {reaction}
      <NameLine facts={facts} small={small} />
      <HandMark facts={facts} small={small} />
      <div
        className={cx(
          'absolute opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100',
          small ? 'inset-0' : 'top-1.5 right-1.5 pointer-coarse:opacity-100',
        )}
      >
        <Menu
          trigger={
            <button
              type="button"
              aria-label={`Options for ${facts.name}`}
              tabIndex={tabStop ? 0 : -1}
              onFocus={onFocus}
              onKeyDown={onKeyDown}
              data-tile-button
              className={cx(
                'inline-flex items-center justify-center text-ink',
                small
                  ? 'size-full rounded-tile focus-visible:outline-offset-[-3px]'
                  : 'size-8 rounded-small bg-raised shadow-1 hover:bg-sunken pointer-coarse:size-11 pointer-coarse:bg-transparent pointer-coarse:shadow-none',
              )}
            >
              {small ? null : <EllipsisVertical aria-hidden size={18} strokeWidth={1.75} />}
            </button>
          }
        >
          {menu}
        </Menu>
      </div>
    </li>
  )
}

function avatarSize({ height }: Rect): 'small' | 'medium' | 'large' {
  if (height > HIGH) return 'large'
  return height < LOW ? 'small' : 'medium'
}

function NameLine({ facts, small }: { facts: TileFacts; small: boolean }) {
  const icon = { 'aria-hidden': true, size: 14, strokeWidth: 1.75 } as const
  return (
    <div aria-hidden className="absolute inset-x-0 bottom-0 flex items-end p-1.5">
      <span
        className={cx(
          'flex min-w-0 items-center gap-1.5 rounded-small bg-surface/90 px-1.5 py-0.5 font-medium text-13 text-ink',
          small && 'gap-1 px-1',
        )}
      >
        <span className="size-2 shrink-0 rounded-full bg-(--person)" />
        {facts.speaking ? <AudioLines {...icon} className="shrink-0 text-accent-ink" /> : null}
        {facts.microphone === 'on' ? null : <MicOff {...icon} className="shrink-0 text-muted" />}
        <span className="truncate">{facts.me ? 'You' : facts.name}</span>
        {facts.pinned ? <Pin {...icon} className="shrink-0" /> : null}
        {facts.spotlit ? <Star {...icon} className="shrink-0" /> : null}
        {facts.quality === 'good' ? null : <QualityMark quality={facts.quality} size={14} />}
      </span>
    </div>
  )
}

function HandMark({ facts, small }: { facts: TileFacts; small: boolean }) {
  if (facts.hand === null) return null
  return (
    <span
      aria-hidden
      className={cx(
        'absolute top-1.5 left-1.5 inline-flex items-center gap-1 rounded-small bg-amber px-1.5 py-0.5 font-semibold text-13 text-on-amber',
        small && 'px-1',
      )}
    >
      <Hand size={14} strokeWidth={2} />
      {facts.hand}
    </span>
  )
}
