'use client'

import { useQuery } from '@tanstack/react-query'
import { DoorOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { RecordingStateDocument } from '../../graphql/generated/documents.ts'
import { request } from '../../lib/request.ts'
import { ButtonLink } from '../../ui/ButtonLink.tsx'
import { Screen } from '../room/Screen.tsx'
import { replayOffer } from './replayOffer.ts'

const LOOK_EVERY_MS = 1000

/** What stands where the class was: that it is over, and the way to its replay as soon as there is one. */
export function ClassEnded({
  id,
  children,
  actions,
}: {
  /** Of the class. */
  id: string
  children?: ReactNode
  /** Where else one can go. */
  actions?: ReactNode
}) {
  const { data } = useQuery({
    queryKey: ['replay-offer', id],
    queryFn: ({ signal }) => request(RecordingStateDocument, { id }, signal),
    refetchInterval: ({ state }) => (replayOffer(state.data?.recording).wait ? LOOK_EVERY_MS : false),
  })
  const { words, watch } = replayOffer(data?.recording)
  return (
    <Screen
      icon={<DoorOpen aria-hidden size={40} strokeWidth={1.5} />}
      title="Class ended"
      actions={
        <>
          {watch ? (
            <ButtonLink href={`/replay/${id}`} variant="primary">
              Watch the replay
            </ButtonLink>
          ) : null}
          {actions}
        </>
      }
    >
      {children}
      {data ? <p>{words}</p> : null}
    </Screen>
  )
}
