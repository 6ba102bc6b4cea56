'use client'

import { useRouter } from 'next/navigation'
import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { UpdateProfileDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { useToast } from '../../ui/Toast'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { deviceZone } from '../time/TimeProvider'
import { DisplayNameValue, TimeZoneValue } from './accountValues'

const DetailsValues = z.object({ name: DisplayNameValue, timeZone: TimeZoneValue })

/** `zones` comes from the server, since browsers know other names than it does. */
export function DetailsForm({ name, timeZone, zones }: { name: string; timeZone: string; zones: readonly string[] }) {
  const router = useRouter()
  const toast = useToast()
  const here = useSyncExternalStore(never, deviceZone, () => timeZone)
  const form = useForm(DetailsValues, { name, timeZone }, async (input) => {
    await request(UpdateProfileDocument, { input })
    toast({ title: 'Your details are saved.', tone: 'success' })
    router.refresh()
  })
  return (
    <FormFrame form={form}>
      <FormErrors form={form} labels={{ name: 'Name', timeZone: 'Time zone' }} />
      <Field
        id="name"
        label="Name"
        autoComplete="name"
        value={form.values.name}
        onChange={(event) => form.set('name', event.target.value)}
        error={form.errors.name}
      />
      <Field
        id="timeZone"
        label="Time zone"
        list="time-zones"
        autoComplete="off"
        spellCheck={false}
        value={form.values.timeZone}
        onChange={(event) => form.set('timeZone', event.target.value)}
        error={form.errors.timeZone}
        hint={
          here === form.values.timeZone ? null : (
            <button
              type="button"
              className="text-accent-ink underline underline-offset-4"
              onClick={() => form.set('timeZone', here)}
            >
              Use the zone of this device, {here}
            </button>
          )
        }
      />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Button type="submit" variant="primary" busy={form.busy} className="self-start">
        Save details
      </Button>
    </FormFrame>
  )
}

function never(): () => void {
  return () => {}
}
