'use client'

import { Download } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import type { SharedDocument } from '../classroom/SharedClass.ts'
import type { DocumentState } from '../classroom/SyncedDocument.ts'
import { useLive, useMay, useStage } from '../classroom/useClassroom.ts'
import { downloadText } from './downloadText.ts'
import { NotesBinding } from './NotesBinding.ts'
import { saveWords } from './saveWords.ts'
import { useWriters } from './useWriters.ts'

/** Longer notes would make every join heavy. */
const MAX_LETTERS = 100_000

/** The notes that everybody in the class shares: fills its parent, a column. */
export function NotesPanel() {
  const { notes, isReplay } = useClassroom()
  return <Notes document={notes} isReplay={isReplay} />
}

function Notes({ document, isReplay }: { document: SharedDocument; isReplay: boolean }) {
  const id = useId()
  const state = useLive(document.state)
  const mayWrite = useMay('notes:write')
  const title = useStage((stage) => stage.class?.title ?? '')
  const [focused, setFocused] = useState(false)
  const writers = useWriters(document, focused && mayWrite)
  const { box, binding } = useBinding(document)
  useRefusedNotice(document)
  const isLoading = state.phase === 'loading'

  const onKeyDown = (event: KeyboardEvent) => {
    const undoes = (event.ctrlKey || event.metaKey) && !event.altKey
    const key = event.key.toLowerCase()
    if (!undoes || (key !== 'z' && key !== 'y')) return
    event.preventDefault()
    if (key === 'z' && !event.shiftKey) binding.current?.undo()
    else binding.current?.redo()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-4">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-15">
          Notes of the class
        </label>
        <IconButton
          size="small"
          label="Download the notes"
          icon={<Download aria-hidden size={18} strokeWidth={1.75} />}
          onClick={() => downloadText(box.current?.value ?? '', `Notes ${title}`)}
        />
      </div>
      <textarea
        ref={box}
        id={id}
        aria-describedby={`${id}-state`}
        aria-busy={isLoading || undefined}
        readOnly={!mayWrite || isLoading || state.phase === 'reloading' || state.phase === 'closed'}
        maxLength={MAX_LETTERS}
        spellCheck
        placeholder={mayWrite ? 'What matters from this class. Everybody reads and writes here.' : 'No notes yet.'}
        onInput={() => binding.current?.handleInput()}
        onCompositionStart={() => binding.current?.handleComposition(true)}
        onCompositionEnd={() => binding.current?.handleComposition(false)}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        className="min-h-40 w-full flex-1 resize-none rounded-box border border-control bg-surface p-3 text-15 text-ink leading-relaxed placeholder:text-muted read-only:bg-transparent"
      />
      <div id={`${id}-state`} className="flex min-h-5 flex-wrap justify-between gap-x-4 text-13 text-muted">
        <span>{stateWords(mayWrite, isReplay, state)}</span>
        <span>{writers}</span>
      </div>
    </div>
  )
}

function stateWords(mayWrite: boolean, isReplay: boolean, state: DocumentState): string {
  if (isReplay) return 'As they were at this moment.'
  return mayWrite ? saveWords(state) : 'The instructor has locked the notes. You can read them.'
}

function useBinding(document: SharedDocument) {
  const box = useRef<HTMLTextAreaElement>(null)
  const binding = useRef<NotesBinding | null>(null)
  useEffect(() => {
    if (!box.current) return
    const made = new NotesBinding(box.current, document)
    binding.current = made
    return () => {
      made.close()
      binding.current = null
    }
  }, [document])
  return { box, binding }
}

function useRefusedNotice(document: SharedDocument): void {
  const toast = useToast()
  const tell = useCallback(
    ({ lost }: { lost: number }) => {
      if (lost === 0) return
      toast({
        title: 'Your last words in the notes were not saved.',
        description: 'You may not write there right now. The notes show what everybody sees.',
        tone: 'error',
      })
    },
    [toast],
  )
  useEffect(() => document.on('refused', tell), [document, tell])
}
