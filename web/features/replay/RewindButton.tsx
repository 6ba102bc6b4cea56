'use client'

import { Rewind as RewindIcon } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import type { Rewind } from './useRewind.ts'

/** The way back in a class that goes on; nothing where nothing of it was recorded. */
export function RewindButton({ rewind }: { rewind: Rewind }) {
  if (!rewind.isPossible || rewind.rewound) return null
  return (
    <Button
      size="small"
      variant="quiet"
      busy={rewind.busy}
      icon={<RewindIcon aria-hidden size={16} strokeWidth={1.75} />}
      onClick={rewind.start}
    >
      {/* On a phone the name of the class needs the room more. */}
      <span className="max-sm:sr-only">Rewind</span>
    </Button>
  )
}
