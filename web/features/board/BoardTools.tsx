'use client'

import { DefaultToolbar, useReadonly } from '@tldraw/tldraw'

/** tldraw's tools; without the right to draw there are none. */
export function BoardTools() {
  return useReadonly() ? null : <DefaultToolbar />
}
