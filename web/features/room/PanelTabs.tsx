'use client'

import { ChartBarBig, MessageSquare, NotebookPen, Users } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { cx } from '../../ui/cx.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { NewsMark } from './NewsMark.tsx'
import { PANEL_LABELS, PANELS, type PanelName, type PanelNews, panelId, tabId } from './panels.ts'
import { SHORTCUTS } from './shortcuts.ts'

const ICONS = { chat: MessageSquare, people: Users, polls: ChartBarBig, notes: NotebookPen }

/** Opens the panels. A press always opens; the panel itself and its key close it. */
export function PanelTabs({
  open,
  onOpen,
  news,
}: {
  open: PanelName | null
  onOpen: (panel: PanelName) => void
  news: PanelNews
}) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (index + step + PANELS.length) % PANELS.length
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label="Panels" className="flex items-center gap-0.5">
      {PANELS.map((panel, index) => {
        const Icon = ICONS[panel]
        const selected = panel === open
        const fresh = selected ? undefined : news[panel]
        return (
          <Tooltip key={panel} content={PANEL_LABELS[panel]} shortcut={SHORTCUTS[panel].key}>
            <button
              type="button"
              role="tab"
              id={tabId(panel)}
              aria-selected={selected}
              aria-controls={selected ? panelId(panel) : undefined}
              aria-describedby={fresh ? `${tabId(panel)}-news` : undefined}
              tabIndex={selected || (open === null && index === 0) ? 0 : -1}
              onClick={() => onOpen(panel)}
              onKeyDown={(event) => onKeyDown(event, index)}
              className={cx(
                'relative inline-flex h-14 min-w-14 select-none flex-col items-center justify-center gap-0.5 rounded-box px-1.5 font-medium text-13 transition-colors xl:min-w-16',
                selected ? 'bg-sunken text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon aria-hidden size={20} strokeWidth={1.75} />
              {PANEL_LABELS[panel]}
              {fresh ? <NewsMark id={`${tabId(panel)}-news`} news={fresh} /> : null}
            </button>
          </Tooltip>
        )
      })}
    </div>
  )
}
