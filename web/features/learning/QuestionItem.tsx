'use client'

import { CornerDownRight, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { AnswerQuestionDocument, DeleteQuestionDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { AlertDialog } from '../../ui/AlertDialog'
import { Badge } from '../../ui/Badge'
import { Button } from '../../ui/Button'
import { IconButton } from '../../ui/IconButton'
import { TextArea } from '../../ui/TextArea'
import { useAct } from '../course/useAct'
import { classTime, classTimeWords } from './classTime'
import type { Question } from './useQuestions'

/** A question with its answers. */
export function QuestionItem({
  question,
  onJump,
  onChanged,
}: {
  question: Question
  onJump: (seconds: number) => void
  onChanged: () => Promise<void>
}) {
  const { atSeconds, author, mine, text, answers, viewerCanAnswer, viewerCanDelete } = question
  return (
    <article aria-label={`Question at ${classTimeWords(atSeconds)}`} className="flex flex-col gap-2 py-4">
      <div className="flex items-center gap-2">
        <button
          type="button"
          onClick={() => onJump(atSeconds)}
          className="rounded-small px-1 text-15 text-accent-ink tabular-nums underline-offset-4 hover:underline"
        >
          <span aria-hidden>{classTime(atSeconds)}</span>
          <span className="sr-only">Go to {classTimeWords(atSeconds)}</span>
        </button>
        <span className="min-w-0 flex-1 truncate text-13 text-muted">{mine ? 'You' : author}</span>
        {viewerCanDelete ? <DeleteButton id={question.id} onDeleted={onChanged} /> : null}
      </div>
      <p className="whitespace-pre-line break-words px-1 text-15">{text}</p>
      {answers.length > 0 ? (
        <ul aria-label="Answers" className="flex flex-col gap-3 pl-2">
          {answers.map((answer) => (
            <li key={answer.id} className="flex gap-2">
              <CornerDownRight aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-muted" />
              <div className="flex min-w-0 flex-col gap-0.5">
                <span className="flex items-center gap-2 text-13 text-muted">
                  {answer.author}
                  {answer.byTeacher ? <Badge tone="accent">Instructor</Badge> : null}
                </span>
                <p className="whitespace-pre-line break-words text-15">{answer.text}</p>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {viewerCanAnswer ? <AnswerForm id={question.id} onAnswered={onChanged} /> : null}
    </article>
  )
}

function AnswerForm({ id, onAnswered }: { id: string; onAnswered: () => Promise<void> }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const { running, act } = useAct()
  if (!open) {
    return (
      <Button size="small" variant="quiet" className="self-start" onClick={() => setOpen(true)}>
        Answer
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act('answer', async () => {
      await request(AnswerQuestionDocument, { questionId: id, text })
      setText('')
      setOpen(false)
      await onAnswered()
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <TextArea
        label="Your answer"
        rows={2}
        maxLength={4000}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="small" busy={running !== undefined} disabled={text.trim() === ''}>
          Send answer
        </Button>
        <Button size="small" variant="quiet" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function DeleteButton({ id, onDeleted }: { id: string; onDeleted: () => Promise<void> }) {
  const { running, act } = useAct()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label="Delete the question"
        size="small"
        icon={<Trash2 aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => setOpen(true)}
      />
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        title="Delete this question?"
        description="Its answers go with it. This cannot be taken back."
        confirmLabel="Delete question"
        busy={running !== undefined}
        keepOpen
        onConfirm={() =>
          act('delete', async () => {
            await request(DeleteQuestionDocument, { questionId: id })
            setOpen(false)
            await onDeleted()
          })
        }
      />
    </>
  )
}
