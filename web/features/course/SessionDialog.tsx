'use client'

import { type ReactElement, useId, useState } from 'react'
import { z } from 'zod'
import {
  type GuestPolicy,
  type RecordPolicy,
  ScheduleSessionDocument,
  UpdateSessionDocument,
} from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Select } from '../../ui/Select'
import { Switch } from '../../ui/Switch'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { RecordPolicySelect } from '../recording/RecordPolicySelect'
import { zoneName } from '../time/formatTime'
import { useTime } from '../time/TimeProvider'
import { fromZoned, toZoned } from '../time/zonedTime'
import type { CourseData } from './useCourse'

export type PlannedSession = CourseData['scheduled'][number]

const DAY_MS = 24 * 60 * 60 * 1000

const DURATIONS = [30, 45, 60, 75, 90, 120, 180, 240].map((minutes) => ({
  value: String(minutes),
  label: minutes < 60 ? `${minutes} minutes` : hours(minutes),
}))

const GUESTS: { value: GuestPolicy; label: string }[] = [
  { value: 'ASK', label: 'Guests wait until somebody lets them in' },
  { value: 'OPEN', label: 'Guests walk in' },
  { value: 'DENY', label: 'No guests' },
]

const SessionValues = z.object({
  title: z.string().trim().min(1, 'Name the class.').max(120, 'Use at most 120 characters.'),
  date: z.iso.date('Choose a day.'),
  time: z.iso.time({ precision: -1, error: 'Choose a time.' }),
  duration: z.string(),
  guestPolicy: z.enum(['ASK', 'OPEN', 'DENY']),
  autoRecord: z.boolean(),
  recordPolicy: z.enum(['EVERYONE', 'SPEAKERS', 'INSTRUCTOR']),
})

/** Plans a class of the course or, given one, changes it. */
export function SessionDialog({
  slug,
  session,
  trigger,
  open: openFromOutside,
  onOpenChange,
  onSaved,
}: {
  slug: string
  session?: PlannedSession
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  onSaved: () => Promise<void>
}) {
  const [openInside, setOpenInside] = useState(false)
  const open = openFromOutside ?? openInside
  const setOpen = onOpenChange ?? setOpenInside
  const formId = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={session ? 'Change the class' : 'Schedule a class'}
      description={session ? undefined : 'It appears on this page and for every student under “My classes”.'}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {session ? 'Save changes' : 'Schedule'}
          </Button>
        </>
      }
    >
      <SessionForm
        id={formId}
        slug={slug}
        session={session}
        onBusy={setBusy}
        onSaved={async () => {
          await onSaved()
          setOpen(false)
        }}
      />
    </Dialog>
  )
}

function SessionForm({
  id,
  slug,
  session,
  onBusy,
  onSaved,
}: {
  id: string
  slug: string
  session: PlannedSession | undefined
  onBusy: (busy: boolean) => void
  onSaved: () => Promise<void>
}) {
  const { zone, now } = useTime()
  const start = session
    ? toZoned(new Date(session.startsAt), zone)
    : { date: toZoned(new Date(now.getTime() + DAY_MS), zone).date, time: '10:00' }
  const form = useForm(
    SessionValues,
    {
      title: session?.title ?? '',
      ...start,
      duration: String(session?.durationMinutes ?? 60),
      guestPolicy: session?.guestPolicy ?? 'ASK',
      autoRecord: session?.autoRecord ?? false,
      recordPolicy: session?.recordPolicy ?? 'EVERYONE',
    },
    async ({ title, date, time, duration, ...rest }) => {
      const startsAt = fromZoned(date, time, zone).toISOString()
      const input = { title, startsAt, durationMinutes: Number(duration), ...rest }
      onBusy(true)
      try {
        if (session) await request(UpdateSessionDocument, { id: session.id, input })
        else await request(ScheduleSessionDocument, { input: { courseSlug: slug, ...input } })
        await onSaved()
      } finally {
        onBusy(false)
      }
    },
  )
  return (
    <FormFrame id={id} form={form}>
      <FormErrors form={form} labels={{ title: 'Title', date: 'Day', time: 'Time' }} prefix={id} />
      <Field
        id={`${id}title`}
        label="Title"
        placeholder="Week 3: linear maps"
        value={form.values.title}
        onChange={(event) => form.set('title', event.target.value)}
        error={form.errors.title}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          id={`${id}date`}
          label="Day"
          type="date"
          value={form.values.date}
          onChange={(event) => form.set('date', event.target.value)}
          error={form.errors.date}
        />
        <Field
          id={`${id}time`}
          label="Time"
          type="time"
          hint={zoneName(zone)}
          value={form.values.time}
          onChange={(event) => form.set('time', event.target.value)}
          error={form.errors.time}
        />
        <Select
          label="Length"
          options={withLength(form.values.duration)}
          value={form.values.duration}
          onValueChange={(value) => form.set('duration', value)}
        />
        <Select
          label="People with a link but no account"
          options={GUESTS}
          value={form.values.guestPolicy}
          onValueChange={(value) => form.set('guestPolicy', value as GuestPolicy)}
        />
      </div>
      <Switch
        label="Record automatically"
        hint="Recording is on from the first moment. You can also switch it on and off in class."
        checked={form.values.autoRecord}
        onCheckedChange={(autoRecord) => form.set('autoRecord', autoRecord)}
      />
      <RecordPolicySelect
        value={form.values.recordPolicy}
        onValueChange={(policy: RecordPolicy) => form.set('recordPolicy', policy)}
      />
    </FormFrame>
  )
}

/** The usual lengths, and the one in use where it is another. */
function withLength(minutes: string) {
  if (DURATIONS.some(({ value }) => value === minutes)) return DURATIONS
  return [{ value: minutes, label: `${minutes} minutes` }, ...DURATIONS]
}

function hours(minutes: number): string {
  const rest = minutes % 60
  const whole = minutes === 60 ? '1 hour' : `${Math.floor(minutes / 60)} hours`
  return rest === 0 ? whole : `${Math.floor(minutes / 60)} h ${rest} min`
}
