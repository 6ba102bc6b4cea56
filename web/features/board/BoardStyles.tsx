'use client'

import { DefaultStylePanel, type TLUiStylePanelProps } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'

/** tldraw's styles. It names the track of its slider and not the thumb, which is what screen readers meet. */
export function BoardStyles(props: TLUiStylePanelProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const name = () => {
      for (const thumb of element.querySelectorAll('[role=slider]:not([aria-label])'))
        thumb.setAttribute('aria-label', 'Opacity')
    }
    name()
    const observer = new MutationObserver(name)
    observer.observe(element, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className="contents">
      <DefaultStylePanel {...props} />
    </div>
  )
}
