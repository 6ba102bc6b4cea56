'use client'

import { Button } from '../../ui/Button'
import { ErrorPanel } from '../../ui/ErrorPanel'

/** Stands in for a page that could not be made. */
export function PageFailed({ retry }: { retry: () => void }) {
  return (
    <div className="mx-auto max-w-xl px-5 py-20">
      <title>Something went wrong · Lectern</title>
      <h1 className="mb-6 font-display text-32">This page could not be loaded</h1>
      <ErrorPanel
        title="Lectern did not answer as it should."
        action={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        Nothing you did is lost. If it goes on, come back in a few minutes.
      </ErrorPanel>
    </div>
  )
}
