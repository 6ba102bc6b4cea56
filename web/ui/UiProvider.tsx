'use client'

import type { ReactNode } from 'react'
import { ToastProvider } from './Toast'
import { TooltipProvider } from './Tooltip'

/** What the kit needs once, near the root of the page. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      <ToastProvider>{children}</ToastProvider>
    </TooltipProvider>
  )
}
