'use client'

import { type FormEvent, useState } from 'react'
import { AskQuestionDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { Button } from '../../ui/Button'
import { TextArea } from '../../ui/TextArea'
import { useAct } from '../course/useAct'
import { classTime } from './classTime'
import type { LearningRecording, LearningReplay } from './LearningReplay'
import { useRefreshQuestions } from './useQuestions'
import { useSecond } from './useSecond'

/** Asks at the moment at which one began to write. */
export function AskForm({ replay, recording }: { replay: LearningReplay; recording: LearningRecording }) {
  const second = useSecond(replay)
  const refresh = useRefreshQuestions(recording)
  const { running, act } = useAct()
  const [text, setText] = useState('')
  const [begunAt, setBegunAt] = useState<number | null>(null)
  const at = begunAt ?? second
  const write = (next: string) => {
    setText(next)
    setBegunAt(next === '' ? null : at)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act('ask', async () => {
      const { id: recordingId, linkKey: key = null } = recording
      await request(AskQuestionDocument, { recordingId, atSeconds: at, text, key })
      write('')
      await refresh()
    })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-hairline border-t p-4">
      <TextArea
        label={`Ask about ${classTime(at)}`}
        hint="Everyone in the course can read and answer it."
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" size="small" busy={running !== undefined} disabled={text.trim() === ''}>
          Ask
        </Button>
        {begunAt !== null && begunAt !== second ? (
          <Button size="small" variant="quiet" onClick={() => setBegunAt(second)}>
            Ask about {classTime(second)} instead
          </Button>
        ) : null}
      </div>
    </form>
  )
}
