'use client'

import { useSyncExternalStore } from 'react'
import type { Shape } from '../tiles/arrange.ts'

export interface PageShape {
  shape: Shape
  /** How much fits into the bar. */
  bar: 'wide' | 'phone'
}

const PHONE_BELOW = 700
const WIDE_FROM = 1000
const LANDSCAPE_BELOW = 500

/** Shape of the page for a window of this size, in CSS pixels. */
export function shapeOf(width: number, height: number): PageShape {
  if (height < LANDSCAPE_BELOW && width > height)
    return { shape: 'landscape', bar: width < WIDE_FROM ? 'phone' : 'wide' }
  if (width < PHONE_BELOW) return { shape: 'phone', bar: 'phone' }
  return { shape: 'wide', bar: width < WIDE_FROM ? 'phone' : 'wide' }
}

const KNOWN = new Map<string, PageShape>()

/** The same object for the same shape, as `useSyncExternalStore` needs it. */
function current(): PageShape {
  const shape = shapeOf(window.innerWidth, window.innerHeight)
  const key = `${shape.shape} ${shape.bar}`
  if (!KNOWN.has(key)) KNOWN.set(key, shape)
  return KNOWN.get(key)!
}

const ON_SERVER: PageShape = { shape: 'wide', bar: 'wide' }

export function useShape(): PageShape {
  return useSyncExternalStore(subscribe, current, () => ON_SERVER)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}
