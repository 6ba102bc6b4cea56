'use client'

import { type KeyboardEvent, useRef } from 'react'
import { cx } from '../../ui/cx.ts'
import { REPLAY_PANEL_ROWS, type ReplayPanel, replayPanelId, replayTabId } from './replayPanels.ts'

/** Opens the panels. A press on the open one closes it. */
export function ReplayTabs({
  panels,
  open,
  onToggle,
}: {
  panels: readonly ReplayPanel[]
  open: ReplayPanel | null
  onToggle: (panel: ReplayPanel) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: panels.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const tabs = list.current?.querySelectorAll<HTMLElement>('[role=tab]')
    tabs?.[(to + panels.length) % panels.length]?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label="Panels" className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
      {panels.map((panel, index) => {
        const { label, icon: Icon } = REPLAY_PANEL_ROWS[panel]
        const selected = panel === open
        return (
          <button
            key={panel}
            type="button"
            role="tab"
            id={replayTabId(panel)}
            aria-selected={selected}
            aria-controls={selected ? replayPanelId(panel) : undefined}
            tabIndex={selected || (open === null && index === 0) ? 0 : -1}
            onClick={() => onToggle(panel)}
            onKeyDown={(event) => onKeyDown(event, index)}
            className={cx(
              'inline-flex h-14 min-w-16 shrink-0 select-none flex-col items-center justify-center gap-0.5 whitespace-nowrap rounded-box px-1.5 font-medium text-13 transition-colors focus-visible:outline-offset-[-3px]',
              selected ? 'bg-sunken text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            <Icon aria-hidden size={20} strokeWidth={1.75} />
            {label}
          </button>
        )
      })}
    </div>
  )
}
