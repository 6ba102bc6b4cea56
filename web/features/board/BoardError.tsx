'use client'

import { Button } from '../../ui/Button.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'

/** The board could not be drawn. The class goes on, and so do other pages. */
export function BoardError() {
  return (
    <div className="absolute inset-0 z-10 flex items-center justify-center bg-board p-6">
      <ErrorPanel
        title="This page of the board cannot be shown."
        action={<Button onClick={() => location.reload()}>Load the class again</Button>}
      >
        What is on it is safe. Other pages and the rest of the class work.
      </ErrorPanel>
    </div>
  )
}
