'use client'

import { boardDocument } from '@lectern/protocol'
import { useState } from 'react'
import { usePages } from '../classroom/useClassroom.ts'
import { boardLines } from './boardLines.ts'
import { useClock, useWatching } from './ReplayContext.tsx'

/** The board as text, page by page: for those who do not see it, and to copy from. */
export function BoardTextPanel() {
  const { replay } = useWatching()
  const { pages, current } = usePages()
  const [chosen, setChosen] = useState('')
  // Strokes come many times a second; text is read once in a while.
  useClock(({ t }) => Math.floor(t / 1000))
  const page = pages.find(({ id }) => id === chosen) ?? pages.find(({ id }) => id === current)
  if (!page) return <p className="p-4 text-15 text-muted">There is no board yet.</p>
  const { sentence, lines } = boardLines(replay.state[boardDocument(page.id)])
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
      <label className="flex items-center gap-2 text-15">
        Page
        <select
          value={page.id === current && chosen === '' ? '' : page.id}
          onChange={(event) => setChosen(event.target.value)}
          className="h-10 min-w-0 flex-1 rounded-box border border-control bg-surface px-2 text-15"
        >
          <option value="">The one that is shown</option>
          {pages.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <h3 className="font-semibold text-15">{page.title}</h3>
      <p className="text-15 text-muted">{sentence}</p>
      <ol data-board-text className="flex list-inside list-decimal flex-col gap-2 text-15">
        {lines.map(({ id, text }) => (
          <li key={id} className="whitespace-pre-wrap break-words">
            {text}
          </li>
        ))}
      </ol>
    </div>
  )
}
