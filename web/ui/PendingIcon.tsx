'use client'

import { useLinkStatus } from 'next/link'
import type { ReactNode } from 'react'
import { Spinner } from './Spinner'

/** The icon of a link; while the page behind the link is on its way, a ring. */
export function PendingIcon({ icon }: { icon?: ReactNode }) {
  const { pending } = useLinkStatus()
  return pending ? <Spinner /> : icon
}
