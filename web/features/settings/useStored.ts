'use client'

import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

/** A value kept in this browser; `parse` decides what odd or missing text means. On the server it is what nothing means. */
export function useStored<Value extends string | boolean>(
  key: string,
  parse: (text: string | null) => Value,
): [Value, (value: Value) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => parse(read(key)),
    () => parse(null),
  )
  const set = useCallback((next: Value) => write(key, String(next)), [key])
  return [value, set]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** What cannot be kept by the browser is kept here, for as long as the page lives. */
const unkept = new Map<string, string>()

function read(key: string): string | null {
  try {
    return unkept.get(key) ?? localStorage.getItem(key)
  } catch {
    return unkept.get(key) ?? null
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
    unkept.delete(key)
  } catch {
    unkept.set(key, text)
  }
  for (const listener of listeners) listener()
}
