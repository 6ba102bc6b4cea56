'use client'

import { Pin, PinOff } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { MenuItem } from '../../ui/Menu.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import type { MediaState } from '../media/MediaState.ts'
import { ReactionOnTile } from '../reactions/ReactionOnTile.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { type Destructive, PersonMenuItems } from '../roster/PersonMenu.tsx'
import { micOnAir } from './onAir.ts'
import { Tile } from './Tile.tsx'
import type { PlacedTile } from './useTiles.ts'
import { useWish } from './useWish.ts'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

export type ClassTileProps = {
  tile: PlacedTile
  media: MediaState
  speaking: boolean
  hand: number | null
  pinned: boolean
  onPin: (userId: string | null) => void
  onDestructive: (action: Destructive) => void
  lost: boolean
  tabStop: boolean
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** The tile of one person of the class, with everything known about them. */
export function ClassTile(props: ClassTileProps) {
  const { tile, media, speaking, hand, pinned, onPin, onDestructive, lost, tabStop, onFocus, onKeyDown } = props
  const { userId, rect, large } = tile
  const { me, people, onAir, stage } = useRoom()
  const classroom = useClassroom()
  const mine = userId === me.userId
  const spotlit = stage.spotlight === userId
  useWish(classroom.media, userId, 'camera', mine ? null : rect.height, pinned || spotlit || large)
  const person = people.get(userId)
  const track = mine ? media.camera.track : (media.remote.get(userId)?.camera ?? null)
  const facts = {
    name: person?.name ?? me.name,
    me: mine,
    microphone: mine ? ownMicrophone(media) : micOnAir(onAir, userId),
    camera: track !== null,
    hand,
    speaking,
    quality: (mine ? media.ownQuality?.send : media.quality.get(userId)) ?? 'good',
    pinned,
    spotlit,
  } as const
  return (
    <Tile
      facts={facts}
      hue={person?.hue ?? me.hue}
      track={track}
      rect={rect}
      large={large}
      dimmed={lost && !mine}
      tabStop={tabStop}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      reaction={<ReactionOnTile userId={userId} />}
      menu={
        <>
          <MenuItem
            icon={pinned ? <PinOff {...ICON} /> : <Pin {...ICON} />}
            onSelect={() => onPin(pinned ? null : userId)}
          >
            {pinned ? 'Unpin' : 'Pin for me'}
          </MenuItem>
          <PersonMenuItems userId={userId} onDestructive={onDestructive} />
        </>
      }
    />
  )
}

function ownMicrophone({ microphone }: MediaState): 'on' | 'muted' | null {
  if (microphone.status === 'on') return 'on'
  return microphone.status === 'muted' ? 'muted' : null
}
