'use client'

import { useEffect, useMemo, useState } from 'react'
import { useChat, useMe, usePrivateMessages } from '../classroom/useClassroom.ts'
import { newest, unreadCount } from './unread.ts'

/** Which conversation is in sight: the class's (`null`), one person's, or (`undefined`) none. */
export type Conversation = string | null | undefined

export interface Unread {
  everyone: number
  /** By the other person's user id. */
  private: ReadonlyMap<string, number>
  total: number
}

/** New messages per conversation. What was there when the page came counts as seen. */
export function useUnread(inSight: Conversation): Unread {
  const { lines, ready } = useChat()
  const threads = usePrivateMessages()
  const { userId } = useMe()
  const [seenClass, setSeenClass] = useState<number | null>(null)
  const [seenPrivate, setSeenPrivate] = useState<ReadonlyMap<string, number>>(
    () => new Map([...threads].map(([other, thread]) => [other, newest(thread)])),
  )
  const classLines = useMemo(() => lines.map(({ n, by, send }) => ({ n, from: by, send })), [lines])
  const newestClass = newest(classLines)
  useEffect(() => {
    if (ready && (seenClass === null || (inSight === null && newestClass > seenClass))) setSeenClass(newestClass)
  }, [ready, seenClass, inSight, newestClass])

  const thread = typeof inSight === 'string' ? threads.get(inSight) : undefined
  const newestPrivate = thread ? newest(thread) : 0
  useEffect(() => {
    if (typeof inSight !== 'string') return
    setSeenPrivate((seen) =>
      (seen.get(inSight) ?? 0) < newestPrivate ? new Map(seen).set(inSight, newestPrivate) : seen,
    )
  }, [inSight, newestPrivate])

  return useMemo(() => {
    const everyone = seenClass === null ? 0 : unreadCount(classLines, seenClass, userId)
    const counts = new Map(
      [...threads].map(([other, each]) => [other, unreadCount(each, seenPrivate.get(other) ?? 0, userId)]),
    )
    const total = [...counts.values()].reduce((sum, count) => sum + count, everyone)
    return { everyone, private: counts, total }
  }, [classLines, seenClass, threads, seenPrivate, userId])
}
