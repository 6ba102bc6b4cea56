'use client'

import { RANK } from '@lectern/protocol'
import { MessageSquare, X } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { useChat, usePrivateMessages, useTyping } from '../classroom/useClassroom.ts'
import { useRoom } from '../room/RoomContext.ts'
import { useShowProblem } from '../room/useShowProblem.ts'
import { MessageBox } from './MessageBox.tsx'
import type { MessageActions } from './MessageItem.tsx'
import { MessageList } from './MessageList.tsx'
import type { ShownMessage } from './ShownMessage.ts'
import { shownLine, shownPrivateLine } from './shownMessages.ts'
import { typingWords } from './typingWords.ts'
import type { Unread } from './useUnread.ts'

export type ChatPanelProps = {
  /** The person one writes with privately, or null for the class. */
  conversation: string | null
  onConversation: (userId: string | null) => void
  /** Conversations that were opened by hand and may have no message yet. */
  opened: readonly string[]
  onClose: (userId: string) => void
  unread: Unread
}

/** The class's chat, and private conversations beside it. */
export function ChatPanel({ conversation, onConversation, opened, onClose, unread }: ChatPanelProps) {
  const threads = usePrivateMessages()
  const others = useMemo(() => [...new Set([...threads.keys(), ...opened])], [threads, opened])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {others.length > 0 ? (
        <ConversationTabs
          others={others}
          opened={opened.filter((userId) => !threads.has(userId))}
          conversation={conversation}
          onConversation={onConversation}
          onClose={onClose}
          unread={unread}
        />
      ) : null}
      {conversation === null ? <ClassChat /> : <PrivateChat key={conversation} with={conversation} />}
    </div>
  )
}

function ConversationTabs({
  others,
  opened,
  conversation,
  onConversation,
  onClose,
  unread,
}: { others: readonly string[] } & Pick<
  ChatPanelProps,
  'conversation' | 'onConversation' | 'opened' | 'onClose' | 'unread'
>) {
  const { nameOf } = useRoom()
  const list = useRef<HTMLDivElement>(null)
  const rows = [null, ...others]
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (index + step + rows.length) % rows.length
    onConversation(rows[next] ?? null)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="flex items-center border-hairline border-b">
      <div
        ref={list}
        role="tablist"
        aria-label="Conversations"
        className="flex min-w-0 flex-1 gap-1 overflow-x-auto px-2"
      >
        {rows.map((userId, index) => {
          const fresh = userId === null ? unread.everyone : (unread.private.get(userId) ?? 0)
          const selected = userId === conversation
          return (
            <button
              key={userId ?? ''}
              type="button"
              role="tab"
              aria-selected={selected}
              tabIndex={selected ? 0 : -1}
              onClick={() => onConversation(userId)}
              onKeyDown={(event) => onKeyDown(event, index)}
              className={cx(
                'inline-flex h-11 max-w-40 shrink-0 items-center gap-1.5 border-b-2 px-2 font-medium text-15 focus-visible:outline-offset-[-3px]',
                selected ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
              )}
            >
              <span className="truncate">{userId === null ? 'Everyone' : nameOf(userId)}</span>
              {fresh > 0 && !selected ? (
                <span className="rounded-full bg-accent px-1.5 text-13 text-on-accent tabular-nums">
                  {fresh}
                  <span className="sr-only"> new</span>
                </span>
              ) : null}
            </button>
          )
        })}
      </div>
      {conversation !== null && opened.includes(conversation) ? (
        <button
          type="button"
          aria-label={`Close the conversation with ${nameOf(conversation)}`}
          onClick={() => onClose(conversation)}
          className="inline-flex size-11 shrink-0 items-center justify-center text-muted hover:text-ink"
        >
          <X aria-hidden size={18} strokeWidth={1.75} />
        </button>
      ) : null}
    </div>
  )
}

function ClassChat() {
  const { chat, typing, isReplay } = useClassroom()
  const { lines, ready, hasOlder, loadingOlder } = useChat()
  const { me, may, nameOf, people, writeTo } = useRoom()
  const { userIds } = useTyping()
  const showProblem = useShowProblem()
  const [replyTo, setReplyTo] = useState<ShownMessage | null>(null)
  const messages = useMemo(() => lines.map(shownLine), [lines])
  const maySend = may('chat:send')

  const actionsFor = (message: ShownMessage): MessageActions => {
    const mine = message.by === me.userId
    const author = people.get(message.by)
    const moderates = may('chat:moderate') && (!author || RANK[author.role] <= RANK[me.role])
    return {
      reply: maySend ? setReplyTo : undefined,
      react: maySend ? (each, kind, on) => void chat.react(each.id, kind, on).catch(showProblem) : undefined,
      edit:
        mine && maySend
          ? (each, text) =>
              chat.edit(each.id, text).then(
                () => true,
                (error: unknown) => {
                  showProblem(error)
                  return false
                },
              )
          : undefined,
      remove: mine || moderates ? (each) => void chat.delete(each.id).catch(showProblem) : undefined,
      writeTo: may('chat:private') && author ? (each) => writeTo(each.by) : undefined,
      retry: (each) => chat.retry(each.id),
      discard: (each) => chat.discard(each.id),
    }
  }
  const send = (text: string) => {
    chat.send(text, replyTo?.id ?? null)
    setReplyTo(null)
  }
  return (
    <>
      <MessageList
        label="Messages to everyone"
        messages={messages}
        me={me.userId}
        actionsFor={actionsFor}
        nameOf={nameOf}
        onOlder={hasOlder ? () => chat.loadOlder() : undefined}
        loadingOlder={loadingOlder}
        quiet={isReplay}
        empty={
          ready ? (
            <EmptyState
              icon={<MessageSquare aria-hidden size={28} strokeWidth={1.75} />}
              title="No messages yet"
              className="border-0"
            >
              {isReplay
                ? 'Nobody has written anything by this moment.'
                : 'Say hello. Everyone in class sees what you write here.'}
            </EmptyState>
          ) : (
            <p className="text-15 text-muted">Loading messages…</p>
          )
        }
      />
      {isReplay ? null : (
        <>
          <TypingLine names={userIds.map(nameOf)} />
          <MessageBox
            label="Message everyone"
            disabled={maySend ? null : 'The instructor has locked the chat'}
            replyTo={replyTo}
            onCancelReply={() => setReplyTo(null)}
            onSend={send}
            onTyping={(on) => (on ? typing.handleInput() : typing.handleStop())}
          />
        </>
      )}
    </>
  )
}

function PrivateChat({ with: other }: { with: string }) {
  const { privateMessages, typing } = useClassroom()
  const threads = usePrivateMessages()
  const { me, may, nameOf, people } = useRoom()
  const { private: typingToMe } = useTyping()
  const messages = useMemo(
    () => (threads.get(other) ?? []).map((line) => shownPrivateLine(line, people)),
    [threads, other, people],
  )
  const name = nameOf(other)
  const actions: MessageActions = {
    retry: (message) => privateMessages.retry(message.id),
    discard: (message) => privateMessages.discard(message.id),
  }
  const away = people.get(other)?.presence === 'away'
  return (
    <>
      <p className="border-hairline border-b px-4 py-2 text-13 text-muted">
        Only you and {name} see this.{away ? ` ${name} is not here now and reads it when back.` : ''}
      </p>
      <MessageList
        label={`Messages with ${name}`}
        messages={messages}
        me={me.userId}
        actionsFor={() => actions}
        nameOf={nameOf}
        empty={<p className="text-15 text-muted">Write the first message to {name}.</p>}
      />
      <TypingLine names={typingToMe.includes(other) ? [name] : []} />
      <MessageBox
        label={`Message ${name}`}
        disabled={may('chat:private') ? null : 'The instructor has locked private messages'}
        onSend={(text) => privateMessages.send(other, text)}
        onTyping={(on) => (on ? typing.handleInput(other) : typing.handleStop(other))}
      />
    </>
  )
}

function TypingLine({ names }: { names: readonly string[] }) {
  return <p className="h-5 truncate px-4 text-13 text-muted">{typingWords(names)}</p>
}
