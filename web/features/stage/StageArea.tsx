'use client'

import type { LayoutName } from '@lectern/protocol'
import dynamic from 'next/dynamic'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { cx } from '../../ui/cx.ts'
import { useConnection, useHands } from '../classroom/useClassroom.ts'
import type { MediaState } from '../media/MediaState.ts'
import { FloatingReactions } from '../reactions/FloatingReactions.tsx'
import { countOf } from '../room/countOf.ts'
import { useRoom } from '../room/RoomContext.ts'
import { useDestructive } from '../roster/PersonMenu.tsx'
import { StaffQueue, StaffQueueMark } from '../roster/StaffQueue.tsx'
import type { Rect, Shape } from '../tiles/arrange.ts'
import { ClassTile } from '../tiles/ClassTile.tsx'
import { chooseLarge } from '../tiles/chooseLarge.ts'
import { camerasOfOthers, screensOnAir } from '../tiles/onAir.ts'
import { staffPresent, tileOrder } from '../tiles/tileOrder.ts'
import { useSize } from '../tiles/useSize.ts'
import { useSpeakers } from '../tiles/useSpeakers.ts'
import { useTiles } from '../tiles/useTiles.ts'
import { chooseStage, type StageChoice, type StageView } from './chooseStage.ts'
import { ScreenView } from './ScreenView.tsx'
import { StageSwitch } from './StageSwitch.tsx'
import { usePicturesFirst } from './usePicturesFirst.ts'

const Board = dynamic(() => import('../board/Board.tsx').then((module) => module.Board), { ssr: false })

const FOOT_GAP = 8
/** Always the same element, so that the board is not rendered anew whenever somebody speaks. */
const BOARD = <Board />

/** Distance of what lies on the stage from its edges. */
const CORNER = 12
/** On the board: below its pages. */
const CORNER_ON_BOARD = 60
/** Height of the row above the stage that is there while screens are shared, with its gap. */
const SWITCH_HEIGHT = 48

export type StageAreaProps = {
  shape: Shape
  layout: LayoutName
  media: MediaState
  choice: StageChoice
  onChoice: (choice: StageChoice) => void
  pinned: string | null
  onPin: (userId: string | null) => void
  onStopSharing: () => void
  onPeople: () => void
  /** Whether staff see the queue of hands and waiting people here: not while the list of people is open. */
  showQueue: boolean
  /** Lies in a corner of the stage: a new poll. */
  corner: ReactNode
}

/** Stage and tiles: the larger part of the class page. */
export function StageArea(props: StageAreaProps) {
  const { shape, layout, media, choice, onChoice, pinned, onPin, onStopSharing, onPeople, showQueue, corner } = props
  const { me, people, stage, onAir, isStaff } = useRoom()
  const hands = useHands()
  const connection = useConnection()
  const { ask, dialog } = useDestructive()
  const { ref, size } = useSize()
  const queue = useSize()
  const speakers = useSpeakers(media.speakers, me.userId)
  const present = useMemo(() => tileOrder(people, me.userId), [people, me.userId])
  const screens = useMemo(() => screensOnAir(onAir), [onAir])
  useNewScreens(screens, me.userId, () => onChoice('auto'))

  const staff = useMemo(() => staffPresent(people), [people])
  const largePerson =
    layout === 'speaker'
      ? chooseLarge({ present, me: me.userId, pinned, spotlight: stage.spotlight, speaker: speakers.floor, staff })
      : null
  const view = chooseStage({ layout, screens, choice, me: me.userId, large: largePerson })
  const switchHeight = screens.length > 0 && shape !== 'landscape' ? SWITCH_HEIGHT : 0
  const hasQueue = isStaff && showQueue
  const foot = hasQueue && queue.size.height > 0 ? queue.size.height + FOOT_GAP : 0
  const area = { width: size.width, height: Math.max(0, size.height - switchHeight), shape, columnFoot: foot }
  const handOrder = new Map(hands.map(({ userId, position }) => [userId, position]))
  const urgent = [pinned, stage.spotlight, ...speakers.now].filter((id): id is string => typeof id === 'string')
  const {
    stage: stageRect,
    tiles,
    others,
    column,
  } = useTiles({
    area,
    layout,
    hasStage: view.kind !== 'none',
    present,
    large: view.kind === 'person' ? view.userId : null,
    urgent,
    lastActive: speakers.lastActive,
  })
  const free = usePicturesFirst(media, camerasOfOthers(onAir, me.userId))
  const roving = useRoving(tiles.map(({ userId }) => userId))
  const corners = cornerOf(stageRect, size.width, view)
  const lost = connection.phase !== 'joined' || media.status === 'reconnecting'

  return (
    <main ref={ref} aria-label="Class" className="relative min-h-0 min-w-0 flex-1 overflow-hidden">
      {switchHeight > 0 ? (
        <div className="absolute inset-x-2 top-1">
          <StageSwitch
            screens={screens}
            view={view}
            onChoose={onChoice}
            sharing={media.screen.status === 'on'}
            onStopSharing={onStopSharing}
          />
        </div>
      ) : null}
      <div className="absolute inset-x-0 bottom-0" style={{ top: switchHeight }}>
        <BoardStage rect={stageRect} view={view} shape={shape} free={free} />
        {view.kind === 'screen' && stageRect ? (
          <div
            className={cx('absolute', lost && 'opacity-60')}
            style={{ left: stageRect.x, top: stageRect.y, width: stageRect.width, height: stageRect.height }}
          >
            <ScreenView userId={view.userId} media={media} height={stageRect.height} />
          </div>
        ) : null}
        <ul ref={roving.list} aria-label="Pictures" className="contents">
          {tiles.map((tile) => (
            <ClassTile
              key={tile.userId}
              tile={tile}
              media={media}
              speaking={speakers.now.has(tile.userId)}
              hand={handOrder.get(tile.userId) ?? null}
              pinned={pinned === tile.userId}
              onPin={onPin}
              onDestructive={ask}
              lost={lost}
              tabStop={roving.stop === tile.userId}
              onFocus={() => roving.setStop(tile.userId)}
              onKeyDown={roving.onKeyDown}
            />
          ))}
        </ul>
        {others ? (
          <button
            type="button"
            onClick={onPeople}
            style={{ left: others.rect.x, top: others.rect.y, width: others.rect.width, height: others.rect.height }}
            className="absolute rounded-tile border border-hairline bg-surface font-medium text-15 text-ink hover:bg-sunken"
          >
            {`+${countOf(others.count, 'other', 'others')}`}
          </button>
        ) : null}
        <div className="pointer-events-none absolute bottom-16 left-4 z-10">
          <FloatingReactions />
        </div>
        {hasQueue && column ? (
          <div className="absolute" style={{ left: column.x, width: column.width, bottom: FOOT_GAP }}>
            <div ref={queue.ref}>
              <StaffQueue />
            </div>
          </div>
        ) : null}
        <div
          className="pointer-events-none absolute z-20 flex flex-col items-end gap-2 *:pointer-events-auto"
          style={corners}
        >
          {hasQueue && !column ? <StaffQueueMark onOpen={onPeople} /> : null}
          {corner}
        </div>
      </div>
      {dialog}
    </main>
  )
}

function cornerOf(stage: Rect | null, width: number, view: StageView) {
  const right = stage ? width - stage.x - stage.width : 0
  const top = view.kind === 'board' ? CORNER_ON_BOARD : CORNER
  return { top: (stage?.y ?? 0) + top, right: right + CORNER }
}

/** The board stays loaded once it was shown, so that coming back to it is instant and loses no place. */
function BoardStage({
  rect,
  view,
  shape,
  free,
}: {
  rect: Rect | null
  view: StageView
  shape: Shape
  /** Whether the board may be drawn now. */
  free: boolean
}) {
  const shown = view.kind === 'board' && rect !== null
  const [last, setLast] = useState(rect)
  if (shown && last !== rect && !sameRect(last, rect)) setLast(rect)
  const box = shown ? rect : last
  const everShown = useRef(false)
  if (shown) everShown.current = true
  if (!box || !everShown.current) return null
  return (
    <section
      aria-label="Board"
      aria-hidden={!shown || undefined}
      inert={!shown}
      className={cx(
        'absolute overflow-hidden border border-hairline bg-board',
        shape === 'wide' && 'rounded-box',
        !shown && 'invisible',
      )}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      {free ? BOARD : null}
    </section>
  )
}

function sameRect(a: Rect | null, b: Rect | null): boolean {
  return a === b || (!!a && !!b && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height)
}

/** Tells when somebody else begins to share a screen. */
function useNewScreens(screens: readonly string[], me: string, onNew: () => void): void {
  const known = useRef<readonly string[]>(screens)
  useEffect(() => {
    const fresh = screens.some((userId) => userId !== me && !known.current.includes(userId))
    known.current = screens
    if (fresh) onNew()
  })
}

/** One stop of the Tab key for all pictures; arrows go from one to the next. */
function useRoving(ids: readonly string[]) {
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setStop] = useState<string | null>(null)
  const stop = chosen !== null && ids.includes(chosen) ? chosen : (ids[0] ?? null)
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-tile-button]') ?? [])]
    const at = buttons.indexOf(event.currentTarget as HTMLElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    buttons[(to + buttons.length) % buttons.length]?.focus()
  }
  return { list, stop, setStop, onKeyDown }
}
