'use client'

import { Button } from '../../ui/Button.tsx'
import { Screen } from './Screen.tsx'

/** What a class is could not be learnt. */
export function CouldNotOpen({ because, onRetry }: { because: string; onRetry: () => void }) {
  return (
    <Screen
      title="The class could not be opened"
      actions={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{because}</p>
    </Screen>
  )
}
