'use client'

import type { ReactNode } from 'react'
import { ThemeArea } from '../../ui/ThemeArea.tsx'
import { CLASS_THEME_KEY, parseClassTheme } from './classTheme.ts'
import { useStored } from './useStored.ts'

/** The class in the theme that its reader chose. */
export function ClassThemeArea({ children }: { children: ReactNode }) {
  const [theme] = useStored(CLASS_THEME_KEY, parseClassTheme)
  return (
    <ThemeArea theme={theme} className="min-h-dvh [--toast-bottom:76px] [--toast-left:0px] [--toast-right:auto]">
      {children}
    </ThemeArea>
  )
}
