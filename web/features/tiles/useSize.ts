'use client'

import { useCallback, useState } from 'react'

export interface Size {
  width: number
  height: number
}

const NONE: Size = { width: 0, height: 0 }

/** Measures an element, in whole CSS pixels: give `ref` to it. */
export function useSize(): { ref: (element: HTMLElement | null) => (() => void) | undefined; size: Size } {
  const [size, setSize] = useState(NONE)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { ref, size }
}
