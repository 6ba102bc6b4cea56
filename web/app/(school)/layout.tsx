import type { ReactNode } from 'react'
import { SchoolShell } from '../../features/shell/SchoolShell'
import { viewer } from '../../lib/server/viewer'

export default async function SchoolLayout({ children }: { children: ReactNode }) {
  return <SchoolShell viewer={await viewer()}>{children}</SchoolShell>
}
