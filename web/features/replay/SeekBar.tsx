'use client'

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { cx } from '../../ui/cx.ts'
import { clock } from '../room/clock.ts'
import { type BarMark, type BarPart, type Chapter, chapterAt, chapterParts, gapParts, shareOf } from './barParts.ts'
import { momentWords } from './moment.ts'
import { useClock, useWatching } from './ReplayContext.tsx'
import { endOf, lengthOf, momentAt, playableSpans, type Span, startOf } from './spans.ts'
import { useIndex } from './useIndex.ts'
import type { MomentPicture } from './useThumbnails.ts'

const STEP_MS = 5000
const PAGE_MS = 60_000
/** While the thumb is dragged the class follows this often, ms. */
const FOLLOW_MS = 150

const MARK_CLASS: Record<BarMark['kind'], string> = {
  question: 'bg-accent',
  poll: 'bg-ink',
  hand: 'bg-amber',
  share: 'bg-muted',
  gap: 'bg-danger',
  chapter: '',
  page: '',
  silence: '',
}

/** The time of the class: where it stands, what it is made of, and the way to any moment of it. */
export function SeekBar({
  chapters,
  marks,
  pictureAt,
}: {
  chapters: readonly Chapter[]
  marks: readonly BarMark[]
  pictureAt: (t: number) => MomentPicture | undefined
}) {
  const { replay } = useWatching()
  const index = useIndex()
  const spans = playableSpans(index)
  const t = useClock((state) => Math.floor(state.t / 250) * 250)
  const [hover, setHover] = useState<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const { handlers } = useDrag(spans, setHover, setDragged, (ms) => replay.seek(ms))
  const shown = dragged ?? t
  const seconds = Math.floor(shown / 1000)

  const onKeyDown = (event: KeyboardEvent) => {
    const to = KEYS[event.key]?.(replay.clock.getSnapshot().t, spans)
    if (to === undefined) return
    event.preventDefault()
    replay.seek(to)
  }
  return (
    <div className="relative flex h-11 items-center" data-seek>
      <div aria-hidden className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2">
        {chapterParts(spans, chapters).map((part) => (
          <ChapterPart key={part.left} part={part} played={shareOf(spans, shown)} />
        ))}
        {gapParts(spans, index.marks).map(({ left, width }) => (
          <span
            key={left}
            className="absolute inset-y-0 bg-danger"
            style={{ left: percent(left), width: percent(width) }}
          />
        ))}
        {marks.map(({ kind, atMs, title }) => (
          <span
            key={`${kind} ${atMs} ${title}`}
            data-mark={kind}
            className={cx('absolute -top-1 h-3.5 w-0.75 -translate-x-1/2 rounded-full', MARK_CLASS[kind])}
            style={{ left: percent(shareOf(spans, atMs)) }}
          />
        ))}
        <span
          className="absolute top-1/2 size-4 -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent shadow-1"
          style={{ left: percent(shareOf(spans, shown)) }}
        />
      </div>
      <input
        type="range"
        aria-label="Seek"
        min={Math.floor(startOf(spans) / 1000)}
        max={Math.ceil(endOf(spans) / 1000)}
        value={seconds}
        aria-valuenow={seconds}
        aria-valuetext={valueWords(shown, spans, chapters)}
        onChange={(event) => replay.seek(Number(event.target.value) * 1000)}
        onKeyDown={onKeyDown}
        {...handlers}
        className="absolute inset-0 m-0 size-full cursor-pointer touch-none appearance-none rounded-small bg-transparent opacity-0"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 hidden rounded-small outline-2 outline-focus [input:focus-visible+&]:block"
      />
      {hover === null ? null : (
        <Preview
          at={hover}
          share={shareOf(spans, hover)}
          chapters={chapters}
          marks={marks}
          picture={pictureAt(hover)}
        />
      )}
    </div>
  )
}

const KEYS: Record<string, (t: number, spans: readonly Span[]) => number> = {
  ArrowLeft: (t) => t - STEP_MS,
  ArrowDown: (t) => t - STEP_MS,
  ArrowRight: (t) => t + STEP_MS,
  ArrowUp: (t) => t + STEP_MS,
  PageDown: (t) => t - PAGE_MS,
  PageUp: (t) => t + PAGE_MS,
  Home: (_t, spans) => startOf(spans),
  End: (_t, spans) => endOf(spans),
}

const percent = (share: number) => `${share * 100}%`

function valueWords(t: number, spans: readonly Span[], chapters: readonly Chapter[]): string {
  const chapter = chapterAt(chapters, t)
  const words = `${momentWords(t)} of ${momentWords(endOf(spans))}`
  return chapter ? `${words}, ${chapter.title}` : words
}

function ChapterPart({ part: { left, width }, played }: { part: BarPart; played: number }) {
  const share = Math.max(0, Math.min(1, (played - left) / width))
  return (
    <span
      className="absolute inset-y-0 overflow-hidden rounded-full bg-control/60"
      style={{ left: percent(left), width: `calc(${percent(width)} - 2px)` }}
    >
      <span className="absolute inset-y-0 left-0 bg-accent" style={{ width: percent(share) }} />
    </span>
  )
}

/** What is at a moment of the bar: its time, its chapter, what stands there, and a picture. */
function Preview({
  at,
  share,
  chapters,
  marks,
  picture,
}: {
  at: number
  share: number
  chapters: readonly Chapter[]
  marks: readonly BarMark[]
  picture: MomentPicture | undefined
}) {
  const chapter = chapterAt(chapters, at)
  const near = marks.find(({ atMs }) => Math.abs(atMs - at) < STEP_MS)
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute bottom-full z-30 mb-1 w-max max-w-60 -translate-x-1/2 overflow-hidden rounded-box border border-hairline bg-raised text-center text-13 text-ink shadow-2"
      style={{ left: `clamp(7rem, ${percent(share)}, calc(100% - 7rem))` }}
    >
      {picture ? <Thumbnail picture={picture} /> : null}
      <p className="px-2 py-1">
        <span className="font-semibold tabular-nums">{clock(at)}</span>
        {chapter ? <span className="block truncate text-muted">{chapter.title}</span> : null}
        {near ? <span className="block truncate text-muted">{near.title}</span> : null}
      </p>
    </div>
  )
}

function Thumbnail({ picture: { url, x, y, width, height } }: { picture: MomentPicture }) {
  return (
    <div
      className="mx-auto bg-no-repeat"
      style={{ width, height, backgroundImage: `url("${url}")`, backgroundPosition: `-${x}px -${y}px` }}
    />
  )
}

/** The pointer on the bar: where it is, and while it is down the class goes there. */
function useDrag(
  spans: readonly Span[],
  setHover: (ms: number | null) => void,
  setDragged: (ms: number | null) => void,
  seek: (ms: number) => void,
) {
  const dragging = useRef(false)
  const soughtAt = useRef(0)
  const momentOf = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = Math.max(0, Math.min(1, (event.clientX - left) / width))
    return momentAt(spans, share * lengthOf(spans))
  }
  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    if (event.button !== 0) return
    // The bar is not the browser's: what was cut has no width on it.
    event.preventDefault()
    event.currentTarget.focus({ preventScroll: true })
    event.currentTarget.setPointerCapture(event.pointerId)
    dragging.current = true
    soughtAt.current = performance.now()
    const ms = momentOf(event)
    setDragged(ms)
    seek(ms)
  }
  const onPointerMove = (event: PointerEvent<HTMLInputElement>) => {
    const ms = momentOf(event)
    setHover(ms)
    if (!dragging.current) return
    setDragged(ms)
    if (performance.now() - soughtAt.current < FOLLOW_MS) return
    soughtAt.current = performance.now()
    seek(ms)
  }
  const onPointerUp = (event: PointerEvent<HTMLInputElement>) => {
    if (!dragging.current) return
    dragging.current = false
    setDragged(null)
    seek(momentOf(event))
  }
  const onPointerLeave = () => setHover(null)
  const onPointerCancel = () => {
    dragging.current = false
    setDragged(null)
    setHover(null)
  }
  const onMouseDown = (event: { preventDefault(): void }) => event.preventDefault()
  return { handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel, onMouseDown } }
}
