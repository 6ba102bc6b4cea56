import type { Metadata } from 'next'
import { NothingHere } from '../features/shell/NothingHere'
import { SchoolShell } from '../features/shell/SchoolShell'
import { viewer } from '../lib/server/viewer'

export const metadata: Metadata = { title: 'Not found' }

export default async function NotFound() {
  return (
    <SchoolShell viewer={await viewer()}>
      <NothingHere />
    </SchoolShell>
  )
}
