import { redirect } from 'next/navigation'
import { type Viewer, viewer } from './viewer'

/** The account of whoever is logged in; strangers are sent to log in and come back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  const person = await viewer()
  if (!person) redirect(`/login?callbackUrl=${encodeURIComponent(path)}`)
  return person
}
