'use client'

import { Volume2 } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { RemoteMedia } from '../media/MediaState.ts'

/**
 * Plays the class: one element per voice, apart from the tiles, so that one hears people whose tile is not shown.
 * Where the browser wants a click first, it asks for one.
 */
export function ClassAudio({
  remote,
  speakerId,
}: {
  remote: ReadonlyMap<string, RemoteMedia>
  speakerId: string | undefined
}) {
  const [blocked, setBlocked] = useState(false)
  const players = useRef(new Set<HTMLAudioElement>())
  const tracks = useMemo(
    () => [...remote.values()].flatMap(({ microphone, screenAudio }) => [microphone, screenAudio].filter((t) => !!t)),
    [remote],
  )
  const onBlocked = useCallback(() => setBlocked(true), [])
  const playAll = () => {
    setBlocked(false)
    for (const player of players.current) player.play().catch(onBlocked)
  }
  return (
    <>
      {tracks.map((track) => (
        <Voice key={track.id} track={track} speakerId={speakerId} players={players.current} onBlocked={onBlocked} />
      ))}
      {blocked ? (
        <div className="pointer-events-none fixed inset-x-0 top-20 z-30 flex justify-center px-4">
          <Button
            variant="primary"
            size="large"
            icon={<Volume2 aria-hidden size={20} strokeWidth={1.75} />}
            onClick={playAll}
            className="pointer-events-auto shadow-2"
          >
            Click to hear the class
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Voice({
  track,
  speakerId,
  players,
  onBlocked,
}: {
  track: MediaStreamTrack
  speakerId: string | undefined
  players: Set<HTMLAudioElement>
  onBlocked: () => void
}) {
  const audio = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const element = audio.current
    if (!element) return
    players.add(element)
    element.srcObject = new MediaStream([track])
    element.play().catch((error: unknown) => {
      // AbortError means that a newer source came in between; only a refusal needs a click.
      if (error instanceof Error && error.name === 'NotAllowedError') onBlocked()
    })
    return () => {
      players.delete(element)
      element.srcObject = null
    }
  }, [track, players, onBlocked])
  useEffect(() => {
    const element = audio.current
    if (!element || !('setSinkId' in element)) return
    // The chosen speaker may be gone; the sound then stays on the default one.
    element.setSinkId(speakerId ?? '').catch(() => undefined)
  }, [speakerId])
  // biome-ignore lint/a11y/useMediaCaption: live voices; captions are a feature of the class, not of this element
  return <audio ref={audio} autoPlay className="hidden" />
}
