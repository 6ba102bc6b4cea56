'use client'

import type { ReactNode } from 'react'
import { cx } from '../../ui/cx'
import { useHydrated } from '../../ui/useHydrated'
import type { Form } from './useForm'

/**
 * The form element. Until the page listens its fields take nothing: what is typed before would be forgotten, and a
 * browser that sends the form by itself would put passwords into the address.
 */
export function FormFrame<Values>({
  form,
  id,
  className,
  children,
}: {
  form: Form<Values>
  id?: string
  className?: string
  children: ReactNode
}) {
  const hydrated = useHydrated()
  return (
    <form id={id} method="post" onSubmit={form.submit} noValidate>
      <fieldset disabled={!hydrated} className={cx('flex min-w-0 flex-col gap-5', className)}>
        {children}
      </fieldset>
    </form>
  )
}
