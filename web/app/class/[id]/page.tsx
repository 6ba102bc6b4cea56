import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SchoolClass } from '../../../features/room/SchoolClass'
import { config } from '../../../lib/config'
import { viewer } from '../../../lib/server/viewer'

export const metadata: Metadata = { title: 'Class' }

/** The class page: only for people who are logged in; guests come by `/guest/<id>`. */
export default async function ClassPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const person = await viewer()
  if (!person) redirect(`/login?callbackUrl=${encodeURIComponent(`/class/${id}`)}`)
  return <SchoolClass id={id} name={person.name} boardLicenseKey={config().LECTERN_WEB_TLDRAW_LICENSE_KEY} />
}
