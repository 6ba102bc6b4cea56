'use client'

import { type FormEvent, useRef, useState } from 'react'
import type { z } from 'zod'
import { RequestError } from '../../lib/RequestError'
import { type FieldErrors, fieldErrorsOf } from './fieldErrorsOf'

export type Form<Values> = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  errors: FieldErrors<Values>
  /** What went wrong with the whole, rather than with one field. */
  problem: string | undefined
  busy: boolean
  submit: (event?: FormEvent) => void
  /** Put it on the summary: it gets the focus when there are errors. */
  summaryRef: React.RefObject<HTMLDivElement | null>
  reset: (values: Values) => void
}

/**
 * State of one form. On submit the schema is checked first; then `send` runs with the checked values. A `RequestError`
 * that names a field of the form is shown there, any other above the form.
 */
export function useForm<Schema extends z.ZodObject>(
  schema: Schema,
  initial: z.input<Schema>,
  send: (values: z.output<Schema>) => Promise<void>,
  initialProblem?: string,
): Form<z.input<Schema>> {
  type Values = z.input<Schema>
  const [values, setValues] = useState<Values>(initial)
  const [errors, setErrors] = useState<FieldErrors<Values>>({})
  const [problem, setProblem] = useState(initialProblem)
  const [busy, setBusy] = useState(false)
  const summaryRef = useRef<HTMLDivElement>(null)

  const showErrors = (found: FieldErrors<Values>, whole?: string) => {
    setErrors(found)
    setProblem(whole)
    requestAnimationFrame(() => summaryRef.current?.focus())
  }

  const run = async () => {
    const checked = schema.safeParse(values)
    if (!checked.success) return showErrors(fieldErrorsOf<Values>(checked.error))
    setBusy(true)
    setErrors({})
    setProblem(undefined)
    try {
      await send(checked.data)
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      const field = error.field?.split('.').at(-1)
      if (field && field in initial) showErrors({ [field]: error.message } as FieldErrors<Values>)
      else showErrors({}, error.message)
    } finally {
      setBusy(false)
    }
  }

  return {
    values,
    set: (name, value) => {
      setValues((now) => ({ ...now, [name]: value }))
      setErrors((now) => ({ ...now, [name]: undefined }))
    },
    errors,
    problem,
    busy,
    submit: (event) => {
      event?.preventDefault()
      if (!busy) void run()
    },
    summaryRef,
    reset: (next) => {
      setValues(next)
      setErrors({})
      setProblem(undefined)
    },
  }
}
