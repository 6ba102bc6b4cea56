import type { ReactNode } from 'react'
import { Card } from '../../ui/Card'

/** The narrow page of log-in and sign-up. */
export function AccountCard({ title, children, after }: { title: string; children: ReactNode; after: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6 pt-4 sm:pt-12">
      <h1 className="font-display text-44">{title}</h1>
      <Card className="flex flex-col gap-5 p-6!">{children}</Card>
      <p className="text-15 text-muted">{after}</p>
    </div>
  )
}
