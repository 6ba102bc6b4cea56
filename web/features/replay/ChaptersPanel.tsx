'use client'

import {
  CircleHelp,
  Flag,
  Hand,
  ListChecks,
  type LucideIcon,
  MonitorUp,
  MoonStar,
  SquareStack,
  Unplug,
} from 'lucide-react'
import { useMemo } from 'react'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { clock } from '../room/clock.ts'
import type { BarMark, BarMarkKind, Chapter } from './barParts.ts'
import { useClock, useWatching } from './ReplayContext.tsx'
import { isShown, playableSpans } from './spans.ts'
import { useIndex } from './useIndex.ts'

const KINDS: Record<BarMarkKind, { icon: LucideIcon; words: string }> = {
  chapter: { icon: Flag, words: 'Chapter' },
  page: { icon: SquareStack, words: 'Page' },
  share: { icon: MonitorUp, words: 'Screen' },
  poll: { icon: ListChecks, words: 'Poll' },
  hand: { icon: Hand, words: 'Hand' },
  silence: { icon: MoonStar, words: 'Silence' },
  gap: { icon: Unplug, words: 'Gap' },
  question: { icon: CircleHelp, words: 'Question' },
}

/** The class by its chapters, and within them by what happened; each leads there. */
export function ChaptersPanel({ chapters, marks }: { chapters: readonly Chapter[]; marks: readonly BarMark[] }) {
  const { replay } = useWatching()
  const spans = playableSpans(useIndex())
  const rows = useMemo(() => {
    const all: BarMark[] = [...chapters.map((chapter) => ({ ...chapter, kind: 'chapter' as const })), ...marks]
    return all.sort((a, b) => a.atMs - b.atMs || (a.kind === 'chapter' ? -1 : 1))
  }, [chapters, marks])
  const shown = rows.filter(({ atMs }) => isShown(spans, atMs))
  const now = useClock(({ t }) => shown.findLastIndex(({ atMs }) => atMs <= t))
  if (shown.length === 0) {
    return (
      <div className="p-4">
        <EmptyState icon={<Flag aria-hidden size={28} strokeWidth={1.75} />} title="No chapters yet">
          Pages, shared screens, polls and marks of the instructor show up here.
        </EmptyState>
      </div>
    )
  }
  return (
    <ol className="min-h-0 flex-1 overflow-y-auto p-2">
      {shown.map(({ atMs, kind, title }, index) => {
        const { icon: Icon, words } = KINDS[kind]
        return (
          <li key={`${kind} ${atMs} ${title}`}>
            <button
              type="button"
              aria-current={index === now ? 'true' : undefined}
              onClick={() => replay.seek(atMs)}
              className={cx(
                'flex min-h-11 w-full items-center gap-3 rounded-box px-2 py-1.5 text-left text-15 hover:bg-sunken',
                index === now && 'bg-sunken',
                kind === 'chapter' ? 'font-semibold' : 'pl-5',
              )}
            >
              <Icon role="img" aria-label={words} size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
              <span className="min-w-0 flex-1 break-words">{title}</span>
              <time className="shrink-0 font-normal text-13 text-muted tabular-nums">{clock(atMs)}</time>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
