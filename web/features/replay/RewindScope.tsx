'use client'

import { type ReactNode, useMemo } from 'react'
import { SharedClassProvider, useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { RoomProvider } from '../room/RoomProvider.tsx'
import { ReplayContext } from './ReplayContext.tsx'
import type { OpenReplay } from './useReplay.ts'

/** Shows the class inside as it is or, where one went back, as it was. The same elements in both, so that nothing is built anew. */
export function RewindScope({
  rewound,
  writeTo,
  children,
}: {
  rewound: OpenReplay | null
  writeTo: (userId: string) => void
  children: ReactNode
}) {
  const live = useLiveClassroom()
  const watching = useMemo(
    () => rewound && { id: live.room, linkKey: undefined, replay: rewound.replay, media: rewound.media },
    [rewound, live],
  )
  return (
    <ReplayContext value={watching}>
      <SharedClassProvider shared={rewound?.classroom ?? live}>
        <RoomProvider writeTo={writeTo}>{children}</RoomProvider>
      </SharedClassProvider>
    </ReplayContext>
  )
}
