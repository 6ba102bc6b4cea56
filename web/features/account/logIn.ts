import { signIn } from 'next-auth/react'
import { RequestError } from '../../lib/RequestError'
import { logInProblem } from './logInProblem'

/** Starts a session in this browser and leaves for `next`. Throws a `RequestError`. */
export async function logIn(email: string, password: string, next: string): Promise<void> {
  const result = await signIn('credentials', { redirect: false, email, password }).catch(() => {
    throw RequestError.unreachable()
  })
  if (!result?.ok) throw logInProblem(result?.error ?? '')
  window.location.assign(next)
}
