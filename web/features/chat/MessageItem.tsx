'use client'

import type { ReactionKind } from '@lectern/protocol'
import { Ellipsis, MessageSquare, Pencil, Reply, RotateCcw, SmilePlus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { Popover, PopoverClose } from '../../ui/Popover.tsx'
import { useConnection } from '../classroom/useClassroom.ts'
import { REACTIONS } from '../reactions/reactionRows.ts'
import { MessageText } from './MessageText.tsx'
import type { ShownMessage } from './ShownMessage.ts'
import { sendingWords } from './sendingWords.ts'

const ICON = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const
/** Reactions that make sense for a message. */
const QUICK: readonly ReactionKind[] = ['thumbsUp', 'heart', 'clap', 'laugh', 'surprise', 'confused']
/** On touch screens there is room for one button per message; its menu has the others. */
const ONLY_MOUSE = 'pointer-coarse:hidden'

/** What one may do with a message; a missing entry is not offered. */
export interface MessageActions {
  reply?: (message: ShownMessage) => void
  edit?: (message: ShownMessage, text: string) => Promise<boolean>
  remove?: (message: ShownMessage) => void
  react?: (message: ShownMessage, kind: ReactionKind, on: boolean) => void
  writeTo?: (message: ShownMessage) => void
  retry?: (message: ShownMessage) => void
  discard?: (message: ShownMessage) => void
}

export function MessageItem({
  message,
  me,
  actions,
  repliedTo,
  nameOf,
}: {
  message: ShownMessage
  me: string
  actions: MessageActions
  /** The message this one answers, where it is known. */
  repliedTo: ShownMessage | undefined
  nameOf: (userId: string) => string
}) {
  const [editing, setEditing] = useState(false)
  if (message.deleted !== 'no') {
    return (
      <p className="py-0.5 text-15 text-muted italic">
        {message.deleted === 'staff' ? 'Removed by the instructor' : 'Message deleted'}
      </p>
    )
  }
  return (
    <div
      data-message={message.id}
      className={cx('group/message relative -mx-2 rounded-small px-2 py-0.5 hover:bg-sunken focus-within:bg-sunken')}
    >
      {message.replyTo ? <Quote message={repliedTo} /> : null}
      {editing && actions.edit ? (
        <EditMessage
          text={message.text}
          onSave={async (text) => {
            if (text === message.text || (await actions.edit?.(message, text))) setEditing(false)
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <p className={cx('text-15 pointer-coarse:pr-11', message.state === 'sending' && 'text-muted')}>
          <MessageText text={message.text} />
          {message.edited ? <span className="text-13 text-muted"> (edited)</span> : null}
        </p>
      )}
      <SendingState message={message} actions={actions} />
      <MessageReactions message={message} me={me} actions={actions} nameOf={nameOf} />
      {editing || message.state !== 'sent' ? null : (
        <ActionsOfMessage message={message} me={me} actions={actions} onEdit={() => setEditing(true)} />
      )}
    </div>
  )
}

function Quote({ message }: { message: ShownMessage | undefined }) {
  return (
    <p
      style={message ? { borderColor: `var(--person-${message.hue})` } : undefined}
      className="mb-0.5 truncate border-control border-l-2 pl-2 text-13 text-muted"
    >
      <span className="sr-only">In answer to </span>
      {message ? <strong className="font-medium">{message.name}: </strong> : null}
      {quotedText(message)}
    </p>
  )
}

function quotedText(message: ShownMessage | undefined): string {
  if (!message) return 'an earlier message'
  return message.deleted === 'no' ? message.text : 'deleted message'
}

function EditMessage({
  text,
  onSave,
  onCancel,
}: {
  text: string
  onSave: (text: string) => void
  onCancel: () => void
}) {
  const [value, setValue] = useState(text)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (value.trim()) onSave(value.trim())
      }}
      className="flex flex-col gap-2 py-1"
    >
      <textarea
        aria-label="Edit your message"
        // biome-ignore lint/a11y/noAutofocus: the person asked to edit, so the text is where the focus belongs
        autoFocus
        value={value}
        maxLength={4000}
        rows={Math.min(6, value.split('\n').length + 1)}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
        className="w-full resize-none rounded-box border border-control bg-surface px-3 py-2 text-15"
      />
      <div className="flex justify-end gap-2">
        <Button size="small" variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" variant="primary" type="submit">
          Save
        </Button>
      </div>
    </form>
  )
}

function SendingState({ message, actions }: { message: ShownMessage; actions: MessageActions }) {
  const { phase } = useConnection()
  if (message.state === 'sending') return <p className="text-13 text-muted">{sendingWords(phase)}</p>
  if (message.state !== 'failed') return null
  return (
    <div className="flex flex-wrap items-center gap-2 py-1 text-13 text-danger-ink">
      <span>{message.problem ?? 'Not sent.'} Your text is kept here.</span>
      <Button size="small" icon={<RotateCcw {...ICON} />} onClick={() => actions.retry?.(message)}>
        Try again
      </Button>
      <Button size="small" variant="quiet" onClick={() => actions.discard?.(message)}>
        Discard
      </Button>
    </div>
  )
}

function MessageReactions({
  message,
  me,
  actions,
  nameOf,
}: {
  message: ShownMessage
  me: string
  actions: MessageActions
  nameOf: (userId: string) => string
}) {
  const kinds = (Object.keys(REACTIONS) as ReactionKind[]).filter((kind) => message.reactions[kind]?.length)
  if (kinds.length === 0) return null
  return (
    <ul aria-label="Reactions" className="flex flex-wrap gap-1 py-1">
      {kinds.map((kind) => {
        const people = message.reactions[kind] ?? []
        const { icon: Icon, label } = REACTIONS[kind]
        const mine = people.includes(me)
        return (
          <li key={kind}>
            <button
              type="button"
              aria-pressed={mine}
              aria-label={`${label}, ${people.length}: ${people.map(nameOf).join(', ')}`}
              title={people.map(nameOf).join(', ')}
              disabled={!actions.react}
              onClick={() => actions.react?.(message, kind, !mine)}
              className={cx(
                'inline-flex h-7 items-center gap-1 rounded-full border px-2 text-13',
                mine ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-hairline bg-raised text-muted',
              )}
            >
              <Icon aria-hidden size={14} strokeWidth={1.75} />
              {people.length}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function ActionsOfMessage({
  message,
  me,
  actions,
  onEdit,
}: {
  message: ShownMessage
  me: string
  actions: MessageActions
  onEdit: () => void
}) {
  const mine = message.by === me
  const { reply, react, remove, writeTo } = actions
  const edit = mine ? actions.edit : undefined
  if (!reply && !react && !remove && !edit && !writeTo) return null
  const button =
    'inline-flex size-8 items-center justify-center rounded-small text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11'
  return (
    <div className="absolute -top-4 right-1 flex rounded-box border border-hairline bg-raised opacity-0 shadow-1 focus-within:opacity-100 group-hover/message:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:top-0 pointer-coarse:-right-1 pointer-coarse:border-0 pointer-coarse:bg-transparent pointer-coarse:opacity-100 pointer-coarse:shadow-none">
      {react ? (
        <Popover
          label="Reactions"
          className="w-auto p-1"
          trigger={
            <button type="button" aria-label={`React to ${message.name}`} className={cx(button, ONLY_MOUSE)}>
              <SmilePlus {...ICON} />
            </button>
          }
        >
          <div className="flex flex-wrap gap-0.5">
            {QUICK.map((kind) => {
              const { icon: Icon, label } = REACTIONS[kind]
              const on = message.reactions[kind]?.includes(me) ?? false
              return (
                <PopoverClose key={kind}>
                  <button
                    type="button"
                    aria-label={label}
                    aria-pressed={on}
                    title={label}
                    onClick={() => react(message, kind, !on)}
                    className="inline-flex size-11 items-center justify-center rounded-small hover:bg-sunken aria-pressed:bg-accent-soft"
                  >
                    <Icon aria-hidden size={20} strokeWidth={1.75} />
                  </button>
                </PopoverClose>
              )
            })}
          </div>
        </Popover>
      ) : null}
      {reply ? (
        <button
          type="button"
          aria-label={`Reply to ${message.name}`}
          title="Reply"
          onClick={() => reply(message)}
          className={cx(button, ONLY_MOUSE)}
        >
          <Reply {...ICON} />
        </button>
      ) : null}
      {edit || remove || writeTo || reply || react ? (
        <Menu
          trigger={
            <button type="button" aria-label="More about this message" className={button}>
              <Ellipsis {...ICON} />
            </button>
          }
        >
          {react ? (
            <div className="flex">
              {QUICK.map((kind) => {
                const { icon: Icon, label } = REACTIONS[kind]
                const on = message.reactions[kind]?.includes(me) ?? false
                return (
                  <MenuItem key={kind} asChild onSelect={() => react(message, kind, !on)}>
                    <button type="button" aria-label={label} title={label} className="min-h-11 flex-1 justify-center">
                      <Icon aria-hidden size={20} strokeWidth={1.75} />
                    </button>
                  </MenuItem>
                )
              })}
            </div>
          ) : null}
          {reply ? (
            <MenuItem icon={<Reply {...ICON} />} onSelect={() => reply(message)}>
              Reply
            </MenuItem>
          ) : null}
          {writeTo && !mine ? (
            <MenuItem icon={<MessageSquare {...ICON} />} onSelect={() => writeTo(message)}>
              Message {message.name} privately
            </MenuItem>
          ) : null}
          {edit ? (
            <MenuItem icon={<Pencil {...ICON} />} onSelect={onEdit}>
              Edit
            </MenuItem>
          ) : null}
          {remove ? (
            <>
              <MenuSeparator />
              <MenuItem tone="danger" icon={<Trash2 {...ICON} />} onSelect={() => remove(message)}>
                {mine ? 'Delete' : 'Remove for everyone'}
              </MenuItem>
            </>
          ) : null}
        </Menu>
      ) : null}
    </div>
  )
}
