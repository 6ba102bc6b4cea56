'use client'

import { setNonce } from 'get-nonce'
import type { ReactNode } from 'react'
import { pageNonce } from '../lib/pageNonce'
import { ToastProvider } from './Toast'
import { TooltipProvider } from './Tooltip'

// Dialogs and menus keep the page from scrolling by a style element of their own.
const nonce = pageNonce()
if (nonce) setNonce(nonce)

/** What the kit needs once, near the root of the page. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      <ToastProvider>{children}</ToastProvider>
    </TooltipProvider>
  )
}
