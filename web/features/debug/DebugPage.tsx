'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { DebugDocument, type DebugQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Badge } from '../../ui/Badge'
import { Banner } from '../../ui/Banner'
import { EmptyState } from '../../ui/EmptyState'
import { type Column, Table } from '../../ui/Table'
import { formatClock } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { uptimeWords } from './uptimeWords'

const POLL_MS = 5_000

type Node = DebugQuery['debug']['nodes'][number]
type Room = DebugQuery['debug']['rooms'][number]
type Failure = DebugQuery['debug']['errors'][number]

/** What runs and how it fares, read again every few seconds. */
export function DebugPage({ initial }: { initial: DebugQuery }) {
  const { zone } = useTime()
  const query = useQuery({
    queryKey: ['debug'],
    queryFn: ({ signal }) => request(DebugDocument, {}, signal),
    initialData: initial,
    refetchInterval: POLL_MS,
  })
  const { at, nodes, rooms, errors } = query.data.debug
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-1">
        <h1 className="font-display text-32">What runs</h1>
        <p className="text-15 text-muted">As of {formatClock(new Date(at), zone)}, read again every few seconds.</p>
      </div>
      {query.isRefetchError ? (
        <Banner tone="amber" className="rounded-box">
          This page could not be brought up to date: {query.error?.message}
        </Banner>
      ) : null}
      <section className="flex flex-col gap-4">
        <h2 className="font-display text-24">Services</h2>
        <Table
          caption={summary(nodes)}
          columns={nodeColumns(new Date(at))}
          rows={nodes}
          rowKey={(node) => `${node.service} ${node.name}`}
        />
      </section>
      <section className="flex flex-col gap-4">
        <h2 className="font-display text-24">Open classes</h2>
        {rooms.length > 0 ? (
          <Table
            caption={rooms.length === 1 ? '1 class' : `${rooms.length} classes`}
            columns={ROOM_COLUMNS}
            rows={rooms}
            rowKey={(room) => `${room.engine} ${room.id}`}
          />
        ) : (
          <EmptyState title="No class is open">A class stands here from the first person who comes in.</EmptyState>
        )}
      </section>
      <section className="flex flex-col gap-4">
        <h2 className="font-display text-24">Last errors</h2>
        {errors.length > 0 ? (
          <Table
            caption={errors.length === 1 ? '1 error, newest first' : `${errors.length} errors, newest first`}
            columns={errorColumns(zone)}
            rows={errors.map((error, index) => ({ ...error, key: `${error.node} ${error.at} ${index}` }))}
            rowKey={({ key }) => key}
          />
        ) : (
          <EmptyState icon={<CircleCheck aria-hidden size={28} strokeWidth={1.75} />} title="No errors">
            Errors of all services since they started stand here, the last hundred of them.
          </EmptyState>
        )}
      </section>
    </div>
  )
}

function summary(nodes: readonly Node[]): string {
  const answering = nodes.filter(({ problem }) => !problem).length
  return `${answering} of ${nodes.length} answer`
}

function nodeColumns(now: Date): Column<Node>[] {
  return [
    { key: 'service', header: 'Service', cell: ({ service }) => <span className="whitespace-nowrap">{service}</span> },
    {
      key: 'state',
      header: 'State',
      cell: ({ problem }) =>
        problem ? (
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone="danger">Away</Badge>
            {problem}
          </span>
        ) : (
          <Badge tone="accent">Up</Badge>
        ),
    },
    { key: 'name', header: 'Process', cell: ({ name }) => <span className="whitespace-nowrap">{name}</span> },
    { key: 'version', header: 'Version', cell: ({ version }) => version ?? '–' },
    {
      key: 'uptime',
      header: 'Up for',
      cell: ({ startedAt }) => (startedAt ? uptimeWords(new Date(startedAt), now) : '–'),
      numeric: true,
    },
    { key: 'rooms', header: 'Classes', cell: (node) => (isEngine(node) ? node.rooms : '–'), numeric: true },
    { key: 'people', header: 'People', cell: (node) => (isEngine(node) ? node.people : '–'), numeric: true },
    {
      key: 'workers',
      header: 'Media workers',
      cell: ({ workers }) =>
        workers.length === 0 ? '–' : <ul className="whitespace-nowrap">{workers.map(workerLine)}</ul>,
    },
  ]
}

const isEngine = ({ service, problem }: Node) => service === 'classroom-engine' && !problem

const workerLine = ({ name, load, cpuSeconds }: Node['workers'][number]) => (
  <li key={name}>{`${name}: ${load} streams, ${cpuSeconds.toFixed(0)} s CPU`}</li>
)

const ROOM_COLUMNS: Column<Room>[] = [
  { key: 'title', header: 'Class', cell: ({ title }) => title || 'Without a title' },
  { key: 'id', header: 'Id', cell: ({ id }) => <code className="text-13">{id}</code> },
  { key: 'people', header: 'People', cell: ({ people }) => people, numeric: true },
  { key: 'edits', header: 'Edits per second', cell: (room) => room.editsPerSecond.toFixed(1), numeric: true },
  { key: 'engine', header: 'Led by', cell: ({ engine }) => engine },
]

function errorColumns(zone: string): Column<Failure & { key: string }>[] {
  return [
    { key: 'at', header: 'Time', cell: ({ at }) => formatClock(new Date(at), zone) },
    { key: 'service', header: 'Service', cell: ({ service }) => service },
    { key: 'code', header: 'Code', cell: ({ code }) => <code className="text-13">{code}</code> },
    { key: 'message', header: 'What happened', cell: ({ message }) => message },
    { key: 'node', header: 'Process', cell: ({ node }) => node },
  ]
}
