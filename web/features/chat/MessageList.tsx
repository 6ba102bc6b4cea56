'use client'

import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { groupMessages } from './groupMessages.ts'
import { type MessageActions, MessageItem } from './MessageItem.tsx'
import type { ShownMessage } from './ShownMessage.ts'

const NEAR_END_PX = 80

export type MessageListProps = {
  label: string
  messages: readonly ShownMessage[]
  me: string
  /** Actions that one has on this message. */
  actionsFor: (message: ShownMessage) => MessageActions
  nameOf: (userId: string) => string
  empty: ReactNode
  /** Present while there are older messages that were not loaded. */
  onOlder?: (() => void) | undefined
  loadingOlder?: boolean
  /** New messages are not told to screen readers. */
  quiet?: boolean
}

/** Messages from the oldest to the newest. It follows the newest one unless the reader scrolled back. */
export function MessageList(props: MessageListProps) {
  const { label, messages, me, actionsFor, nameOf, empty, onOlder, loadingOlder = false, quiet = false } = props
  const box = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const groups = useMemo(() => groupMessages(messages), [messages])
  const byId = useMemo(() => new Map(messages.map((message) => [message.id, message])), [messages])
  const lastId = messages.at(-1)?.id
  const firstId = messages[0]?.id
  useKeepPlace(box, firstId)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last message is the reason to scroll
  useEffect(() => {
    if (atEnd) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [lastId, atEnd])

  const onScroll = () => {
    const element = box.current
    if (!element) return
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX)
    if (element.scrollTop < NEAR_END_PX && !loadingOlder) onOlder?.()
  }

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label={label}
        aria-live={quiet ? 'off' : 'polite'}
        aria-busy={loadingOlder}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-4 py-4 focus-visible:outline-offset-[-3px]"
      >
        {onOlder ? (
          <Button variant="quiet" size="small" busy={loadingOlder} onClick={onOlder} className="self-center">
            Older messages
          </Button>
        ) : null}
        {messages.length === 0 ? <div className="m-auto">{empty}</div> : <div className="mt-auto" />}
        {groups.map((group) => {
          const first = group.messages[0]!
          return (
            <div key={group.key} className="flex flex-col">
              <p className="flex items-baseline gap-2">
                <strong
                  className="min-w-0 truncate font-semibold text-15"
                  style={{ color: `var(--person-${first.hue})` }}
                >
                  {first.by === me ? 'You' : first.name}
                </strong>
                {first.role === 'student' ? null : (
                  <span className="text-13 text-muted">{first.role === 'instructor' ? 'Instructor' : 'Assistant'}</span>
                )}
                <time dateTime={new Date(group.at).toISOString()} className="ml-auto shrink-0 text-13 text-muted">
                  {timeOfDay(group.at)}
                </time>
              </p>
              {group.messages.map((message) => (
                <MessageItem
                  key={message.id}
                  message={message}
                  me={me}
                  actions={actionsFor(message)}
                  repliedTo={message.replyTo ? byId.get(message.replyTo) : undefined}
                  nameOf={nameOf}
                />
              ))}
            </div>
          )
        })}
      </div>
      {atEnd ? null : (
        <Button
          size="small"
          className="absolute bottom-2 left-1/2 -translate-x-1/2 shadow-1"
          onClick={() => box.current?.scrollTo({ top: box.current.scrollHeight })}
        >
          Newest messages
        </Button>
      )}
    </div>
  )
}

/** When older messages come in above, what one reads stays where it is. */
function useKeepPlace(box: { current: HTMLDivElement | null }, firstId: string | undefined): void {
  const before = useRef({ firstId, height: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { firstId: oldFirst, height } = before.current
    if (oldFirst !== undefined && firstId !== oldFirst && height > 0) element.scrollTop += element.scrollHeight - height
    before.current = { firstId, height: element.scrollHeight }
  })
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const timeOfDay = (at: number) => TIME.format(at)
