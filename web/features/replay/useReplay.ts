'use client'

import { useCallback, useEffect, useState } from 'react'
import { withFirstSegments } from './firstSegments.ts'
import { type LibraryUrl, makePlayers } from './makePlayers.ts'
import { Replay } from './Replay.ts'
import { ReplayClassroom } from './ReplayClassroom.ts'
import { httpLoader, type ReplayAccess, ReplayError } from './ReplayLoader.ts'
import { ReplayMedia } from './ReplayMedia.ts'

/** A recording that is open: its clock, its class, its sound and picture. */
export interface OpenReplay {
  replay: Replay
  classroom: ReplayClassroom
  media: ReplayMedia
}

export type ReplayState =
  | { state: 'opening' }
  | ({ state: 'open' } & OpenReplay)
  | { state: 'failed'; error: ReplayError; retry: () => void }

export interface ReplayRequest extends ReplayAccess {
  id: string
  startMs: number | undefined
  boardLicenseKey: string | undefined
  /** Where the video library has its tracks, if it has. */
  libraryUrl?: LibraryUrl
}

const noLibrary: LibraryUrl = () => undefined

/** Opens a recording. Whoever gets it closes it. Rejects with a `ReplayError`. */
export async function openReplay(request: ReplayRequest): Promise<OpenReplay> {
  const { id, startMs, boardLicenseKey, key, token, libraryUrl = noLibrary } = request
  const isOurs = (track: string) => libraryUrl(track) === undefined
  const loader = withFirstSegments(httpLoader(id, { key, token }), startMs, isOurs)
  const replay = await Replay.open({ loader, ...(startMs !== undefined && { startMs }) })
  const media = new ReplayMedia(replay, makePlayers(loader, libraryUrl))
  return { replay, media, classroom: new ReplayClassroom(replay, media, boardLicenseKey) }
}

export function closeReplay({ replay, classroom, media }: OpenReplay): void {
  media.close()
  classroom.close()
  replay.close()
}

/** A recording, open as long as this is shown. What is asked for counts when it is first shown. */
export function useReplay(request: ReplayRequest): ReplayState {
  const [first] = useState(request)
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<ReplayState>({ state: 'opening' })
  const retry = useCallback(() => setAttempt((before) => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the reason to open it again
  useEffect(() => {
    let over = false
    let opened: OpenReplay | undefined
    setState({ state: 'opening' })
    openReplay(first).then(
      (next) => {
        if (over) closeReplay(next)
        else {
          opened = next
          setState({ state: 'open', ...next })
        }
      },
      (error: unknown) => {
        if (!over) setState({ state: 'failed', error: asReplayError(error), retry })
      },
    )
    return () => {
      over = true
      if (opened) closeReplay(opened)
    }
  }, [first, attempt, retry])
  return state
}

const asReplayError = (error: unknown) => (error instanceof ReplayError ? error : new ReplayError(null))
