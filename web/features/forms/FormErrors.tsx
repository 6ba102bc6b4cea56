'use client'

import { CircleAlert } from 'lucide-react'
import type { Form } from './useForm'

/**
 * What is wrong with a form, above it, with a link to each field. It takes the focus when it appears. The inputs'
 * ids are the names of the fields after `prefix`.
 */
export function FormErrors<Values>({
  form,
  labels,
  prefix = '',
}: {
  form: Form<Values>
  labels: Partial<Record<keyof Values, string>>
  prefix?: string
}) {
  const wrong = (Object.keys(form.errors) as (keyof Values & string)[]).filter((name) => form.errors[name])
  if (wrong.length === 0 && !form.problem) return null
  return (
    <div
      ref={form.summaryRef}
      role="alert"
      tabIndex={-1}
      className="flex items-start gap-3 rounded-box border border-danger bg-danger-soft p-4 text-15 text-on-danger-soft"
    >
      <CircleAlert aria-hidden size={20} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <div className="flex flex-col gap-1">
        {form.problem ? <p>{form.problem}</p> : null}
        {wrong.length > 0 ? (
          <>
            <p className="font-medium">
              {wrong.length === 1 ? 'One thing to put right:' : 'Some things to put right:'}
            </p>
            <ul className="list-disc pl-5">
              {wrong.map((name) => (
                <li key={name}>
                  <a href={`#${prefix}${name}`} className="underline underline-offset-2">
                    {labels[name] ?? name}
                  </a>
                  {': '}
                  {form.errors[name]}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  )
}
