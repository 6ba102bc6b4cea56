'use client'

import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import { useId } from 'react'
import { RecordingHeatDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { Skeleton } from '../../ui/Skeleton'
import { Table } from '../../ui/Table'
import { classTime } from './classTime'
import { type HeatBin, heatBins } from './heatBins'
import type { LearningRecording, LearningReplay } from './LearningReplay'

const BINS = 120
const ROWS = 30
const HEIGHT = 40

/** For instructors: where a recording was watched, by how many and how often. Given a replay, a press goes there. */
export function HeatMap({ recording, replay }: { recording: LearningRecording; replay?: LearningReplay }) {
  const heat = useQuery({
    queryKey: ['recording', recording.id, 'heat'],
    queryFn: async ({ signal }) =>
      (await request(RecordingHeatDocument, { id: recording.id }, signal)).recording ?? null,
  })
  if (heat.isPending) return <Skeleton className="h-16 w-full" />
  if (heat.isError) {
    return <ErrorPanel title={heat.error.message} action={<Button onClick={() => heat.refetch()}>Try again</Button>} />
  }
  const slices = heat.data?.heatMap ?? []
  const lastSecond = slices.reduce((last, { fromSecond }) => Math.max(last, fromSecond + 5), 0)
  const duration = heat.data?.durationSeconds ?? lastSecond
  if (slices.length === 0) {
    return (
      <EmptyState
        icon={<ChartColumn aria-hidden size={28} strokeWidth={1.75} />}
        title="Nobody has watched this recording yet"
      >
        What students watch, and what they watch again, shows here. Their names do not.
      </EmptyState>
    )
  }
  const goTo = replay ? (seconds: number) => replay.seek(seconds * 1000) : undefined
  return (
    <figure className="flex flex-col gap-2">
      <Bars bins={heatBins(slices, duration, BINS)} onGo={goTo} />
      <HeatTable bins={heatBins(slices, duration, ROWS)} />
    </figure>
  )
}

function Bars({ bins, onGo }: { bins: HeatBin[]; onGo: ((seconds: number) => void) | undefined }) {
  const captionId = useId()
  const most = bins.reduce((highest, { views }) => Math.max(highest, views), 1)
  const hottest = bins.reduce((best, bin) => (bin.views > best.views ? bin : best))
  const heightOf = (count: number) => (count / most) * HEIGHT
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider beside it goes anywhere by keyboard; this only saves the way */}
      <svg
        role="img"
        aria-label="How often each part of the class was watched"
        aria-describedby={captionId}
        viewBox={`0 0 ${bins.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className={onGo ? 'h-12 w-full cursor-pointer' : 'h-12 w-full'}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const bin = bins[Math.floor(((event.clientX - box.left) / box.width) * bins.length)]
          if (bin) onGo?.(bin.fromSecond)
        }}
      >
        {bins.map(({ fromSecond, unique, views }, i) => (
          <g key={fromSecond}>
            <rect
              x={i}
              y={HEIGHT - heightOf(views)}
              width={0.9}
              height={heightOf(views)}
              className="fill-accent opacity-40"
            />
            <rect x={i} y={HEIGHT - heightOf(unique)} width={0.9} height={heightOf(unique)} className="fill-accent" />
          </g>
        ))}
      </svg>
      <figcaption id={captionId} className="text-13 text-muted">
        Dark: people who watched. Light: times it was watched again. Most watched at {classTime(hottest.fromSecond)}:{' '}
        {hottest.unique} {hottest.unique === 1 ? 'person' : 'people'}, {hottest.views}{' '}
        {hottest.views === 1 ? 'time' : 'times'}.
      </figcaption>
    </>
  )
}

function HeatTable({ bins }: { bins: HeatBin[] }) {
  return (
    <details className="text-15">
      <summary className="cursor-pointer self-start text-13 text-accent-ink underline-offset-4 hover:underline">
        Show as a table
      </summary>
      <div className="mt-2">
        <Table
          caption="What was watched most, by part of the class"
          columns={[
            {
              key: 'part',
              header: 'Part',
              cell: (bin) => `${classTime(bin.fromSecond)} to ${classTime(bin.toSecond)}`,
            },
            { key: 'people', header: 'People', cell: (bin) => bin.unique, numeric: true },
            { key: 'times', header: 'Times watched', cell: (bin) => bin.views, numeric: true },
          ]}
          rows={bins}
          rowKey={(bin) => String(bin.fromSecond)}
        />
      </div>
    </details>
  )
}
