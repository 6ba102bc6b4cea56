'use client'

import { type TLCursorProps, useTransform } from '@tldraw/tldraw'
import { memo, type RefObject, useRef } from 'react'
import { personColours } from './personColours.ts'

/** The pointer of somebody else with the name, in the person's colours. */
export const PersonCursor = memo(function PersonCursor({ className, zoom, point, color, name }: TLCursorProps) {
  const element = useRef<HTMLDivElement>(null)
  useTransform(element as RefObject<HTMLDivElement>, point?.x, point?.y, 1 / zoom)
  if (!point) return null
  const onFill = personColours().find(({ fill }) => fill === color)?.onFill
  return (
    <div ref={element} className={`tl-overlays__item ${className ?? ''}`} data-cursor-of={name ?? undefined}>
      <svg
        aria-hidden
        width="24"
        height="24"
        viewBox="0 0 20 20"
        style={{ position: 'absolute', top: -2.4, left: -2.4 }}
      >
        <path d="M2 2l5.2 14.5 2.4-6 6-2.4z" fill={color} stroke="white" strokeWidth="1.5" strokeLinejoin="round" />
      </svg>
      {name ? (
        <div className="tl-nametag" style={{ backgroundColor: color, color: onFill }}>
          {name}
        </div>
      ) : null}
    </div>
  )
})
