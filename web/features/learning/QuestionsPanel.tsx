'use client'

import { MessageCircleQuestionMark } from 'lucide-react'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { Skeleton } from '../../ui/Skeleton'
import { AskForm } from './AskForm'
import type { LearningRecording, LearningReplay } from './LearningReplay'
import { QuestionItem } from './QuestionItem'
import { type Questions, useQuestions, useRefreshQuestions } from './useQuestions'

/** Questions at moments of the class, and the form to ask one at the moment shown. */
export function QuestionsPanel({ replay, recording }: { replay: LearningReplay; recording: LearningRecording }) {
  const { data, error, isPending, refetch } = useQuestions(recording)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4">
        {isPending ? <Loading /> : null}
        {error && !data ? (
          <ErrorPanel
            title={error.message}
            action={<Button onClick={() => void refetch()}>Try again</Button>}
            className="mt-4"
          />
        ) : null}
        {data ? <List {...data} replay={replay} recording={recording} /> : null}
      </div>
      {data?.isMember ? <AskForm replay={replay} recording={recording} /> : null}
    </div>
  )
}

function List({
  questions,
  isMember,
  replay,
  recording,
}: Questions & { replay: LearningReplay; recording: LearningRecording }) {
  const refresh = useRefreshQuestions(recording)
  if (questions.length === 0) {
    return (
      <EmptyState
        icon={<MessageCircleQuestionMark aria-hidden size={28} strokeWidth={1.75} />}
        title={isMember ? 'No questions yet' : 'Questions are for the course'}
        className="border-0"
      >
        {isMember
          ? 'Stop where something is unclear and ask. Your question stays at that moment of the class.'
          : 'Who is enrolled in the course can ask about a moment of the class, and read what others asked.'}
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col divide-y divide-hairline">
      {questions.map((question) => (
        <QuestionItem
          key={question.id}
          question={question}
          onJump={(seconds) => replay.seek(seconds * 1000)}
          onChanged={refresh}
        />
      ))}
    </div>
  )
}

function Loading() {
  return (
    <div role="status" aria-label="Loading questions" className="flex flex-col gap-4 py-4">
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
    </div>
  )
}
