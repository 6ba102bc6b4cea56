'use client'

import { useSyncExternalStore } from 'react'
import { parseTheme, THEME_COOKIE, type Theme } from './theme'

const YEAR_SECONDS = 365 * 24 * 60 * 60
const listeners = new Set<() => void>()

/** The theme of this browser and how to change it. It is kept in a cookie, which the server reads for the next page. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, currentTheme, () => 'system' as const)
  return [theme, setTheme]
}

function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme)
}

function setTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store interface is missing in Firefox ESR
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
