'use client'

import type { Editor } from '@tldraw/tldraw'
import { useEffect } from 'react'

/** The page is looked at this often, ms: often enough for a stroke that leaves the view, seldom enough for a large page. */
const LOOK_MS = 500

/** Keeps all that is on the page in view, at most as large as it was drawn, until the person moves the view by hand. */
export function useFitPage(editor: Editor | null, active: boolean): void {
  useEffect(() => {
    if (!editor || !active) return
    const container = editor.getContainer()
    const fit = () => {
      const bounds = editor.getCurrentPageBounds()
      if (!bounds || editor.getViewportPageBounds().contains(bounds)) return
      editor.zoomToBounds(bounds, { targetZoom: 1, immediate: true })
    }
    const timer = setInterval(fit, LOOK_MS)
    const stop = () => clearInterval(timer)
    fit()
    container.addEventListener('wheel', stop, { capture: true, passive: true })
    container.addEventListener('pointerdown', stop, { capture: true })
    return () => {
      stop()
      container.removeEventListener('wheel', stop, { capture: true })
      container.removeEventListener('pointerdown', stop, { capture: true })
    }
  }, [editor, active])
}
