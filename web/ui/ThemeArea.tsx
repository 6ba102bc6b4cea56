'use client'

import { createContext, type ReactNode, useContext, useState } from 'react'
import { cx } from './cx'
import { ToastProvider } from './Toast'

const PortalContext = createContext<HTMLElement | null>(null)

/** Where dialogs, menus and tips are put, so that they wear the theme of the area that opened them. */
export function usePortalContainer(): HTMLElement | undefined {
  return useContext(PortalContext) ?? undefined
}

/** An area in a theme of its own, such as the dark class page. Everything that opens from inside stays in that theme. */
export function ThemeArea({
  theme,
  label = 'Class messages',
  className,
  children,
}: {
  theme: 'light' | 'dark' | 'class'
  /** Names the region of the area's own messages; it must differ between areas on one page. */
  label?: string
  className?: string
  children: ReactNode
}) {
  const [container, setContainer] = useState<HTMLElement | null>(null)
  return (
    <div data-theme={theme} className={cx('bg-paper text-ink', className)}>
      <PortalContext value={container}>
        <ToastProvider label={label}>{children}</ToastProvider>
      </PortalContext>
      <div ref={setContainer} />
    </div>
  )
}
