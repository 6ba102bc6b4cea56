'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'

export interface SidePanelProps {
  id: string
  /** Id of the tab that opens it, and that has the focus once it is closed. */
  tab: string
  title: string
  onClose: () => void
  children: ReactNode
}

/** The column beside the stage that holds one panel. */
export function SidePanel({ id, tab, title, onClose, children }: SidePanelProps) {
  return (
    <div
      id={id}
      role="tabpanel"
      aria-labelledby={tab}
      className="flex w-80 shrink-0 flex-col border-hairline border-l bg-surface xl:w-90"
    >
      <div className="flex h-12 shrink-0 items-center justify-between border-hairline border-b pr-1 pl-4">
        <h2 className="font-semibold text-17">{title}</h2>
        <IconButton
          label="Close panel"
          side="left"
          icon={<X aria-hidden size={20} strokeWidth={1.75} />}
          onClick={() => {
            onClose()
            document.getElementById(tab)?.focus()
          }}
        />
      </div>
      {children}
    </div>
  )
}
