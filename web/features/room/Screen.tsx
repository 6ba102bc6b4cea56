import type { ReactNode } from 'react'

/** A page that says one thing: what is going on, and what to do about it. */
export function Screen({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-xl flex-col items-center justify-center gap-4 px-6 py-12 text-center">
      {icon ? <span className="text-muted">{icon}</span> : null}
      <h1 className="font-display text-32">{title}</h1>
      {children ? (
        <div role="status" className="flex flex-col gap-2 text-17 text-muted">
          {children}
        </div>
      ) : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </main>
  )
}
