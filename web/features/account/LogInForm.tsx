'use client'

import { z } from 'zod'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { FormErrors } from '../forms/FormErrors'
import { FormFrame } from '../forms/FormFrame'
import { useForm } from '../forms/useForm'
import { DemoAccounts } from './DemoAccounts'
import { logIn } from './logIn'
import { logInProblem } from './logInProblem'

const LogInValues = z.object({
  email: z.string().trim().min(1, 'Enter your email.'),
  password: z.string().min(1, 'Enter your password.'),
})

/** `failed` is the code of a log-in that failed elsewhere and came back here. */
export function LogInForm({ next, failed, demo }: { next: string; failed: string | undefined; demo: boolean }) {
  const form = useForm(
    LogInValues,
    { email: '', password: '' },
    ({ email, password }) => logIn(email, password, next),
    failed ? logInProblem(failed).message : undefined,
  )
  return (
    <FormFrame form={form}>
      <FormErrors form={form} labels={{ email: 'Email', password: 'Password' }} />
      <Field
        id="email"
        label="Email"
        type="email"
        autoComplete="username"
        value={form.values.email}
        onChange={(event) => form.set('email', event.target.value)}
        error={form.errors.email}
      />
      <Field
        id="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        value={form.values.password}
        onChange={(event) => form.set('password', event.target.value)}
        error={form.errors.password}
      />
      <Button type="submit" variant="primary" size="large" busy={form.busy}>
        Log in
      </Button>
      {demo ? <DemoAccounts onChoose={(email, password) => form.reset({ email, password })} /> : null}
    </FormFrame>
  )
}
