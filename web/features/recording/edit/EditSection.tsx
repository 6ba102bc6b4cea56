import { type ReactNode, useId } from 'react'

/** One part of the edit page, with its heading. */
export function EditSection({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 border-hairline border-t pt-8">
      <div className="flex flex-col gap-1">
        <h2 id={id} className="font-display text-24">
          {title}
        </h2>
        {hint ? <p className="max-w-measure text-15 text-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  )
}
