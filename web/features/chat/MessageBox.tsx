'use client'

import { Send, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import type { ShownMessage } from './ShownMessage.ts'

const MAX_LENGTH = 4000
const WARN_FROM = 3600

/** Where one writes. Enter sends, Shift and Enter make a line. */
export function MessageBox({
  label,
  disabled,
  replyTo,
  onCancelReply,
  onSend,
  onTyping,
}: {
  /** The accessible name and the hint inside. */
  label: string
  /** Why one may not write, or null. */
  disabled: string | null
  replyTo?: ShownMessage | null
  onCancelReply?: () => void
  onSend: (text: string) => void
  onTyping?: (typing: boolean) => void
}) {
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const replyId = replyTo?.id
  useEffect(() => {
    if (replyId !== undefined) area.current?.focus()
  }, [replyId])

  const send = () => {
    const ready = text.trim()
    if (!ready || disabled) return
    onSend(ready)
    setText('')
    onTyping?.(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && replyTo) onCancelReply?.()
    // Enter also ends the choice of a character in Chinese or Japanese; that is no wish to send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className="border-hairline border-t p-3">
      {replyTo ? (
        <div className="mb-2 flex items-center gap-2 text-13 text-muted">
          <span className="min-w-0 flex-1 truncate">
            Replying to {replyTo.name}: {replyTo.text}
          </span>
          <IconButton
            label="Cancel the reply"
            size="small"
            icon={<X aria-hidden size={16} strokeWidth={1.75} />}
            onClick={onCancelReply}
          />
        </div>
      ) : null}
      <div className="flex items-end gap-2 rounded-box border border-control bg-surface pr-1 focus-within:outline-2 focus-within:outline-focus">
        <textarea
          ref={area}
          aria-label={label}
          placeholder={disabled ?? label}
          value={text}
          rows={1}
          maxLength={MAX_LENGTH}
          disabled={disabled !== null}
          onChange={(event) => {
            setText(event.target.value)
            onTyping?.(event.target.value.trim() !== '')
          }}
          onBlur={() => onTyping?.(false)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none bg-transparent px-3 py-2.5 text-15 outline-none placeholder:text-muted disabled:cursor-not-allowed"
        />
        <IconButton
          label="Send"
          icon={<Send aria-hidden size={18} strokeWidth={1.75} />}
          disabled={disabled !== null || text.trim() === ''}
          onClick={send}
          className="my-0.5"
        />
      </div>
      {text.length > WARN_FROM ? (
        <p role="status" className="mt-1 text-13 text-muted">
          {MAX_LENGTH - text.length} characters left
        </p>
      ) : null}
    </div>
  )
}
