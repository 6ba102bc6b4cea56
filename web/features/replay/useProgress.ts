'use client'

import { useEffect } from 'react'
import { SaveWatchProgressDocument } from '../../graphql/generated/documents.ts'
import { request } from '../../lib/request.ts'
import type { Replay } from './Replay.ts'
import { WatchedSlices } from './WatchedSlices.ts'

const SAVE_EVERY_MS = 15_000

/** Tells the school what of the recording was watched, every 15 seconds and when one leaves. */
export function useProgress(id: string, replay: Replay, isKnown: boolean): void {
  useEffect(() => {
    if (!isKnown) return
    const slices = new WatchedSlices()
    const inputOf = (taken: number[]) => ({
      recordingId: id,
      positionSeconds: replay.clock.getSnapshot().t / 1000,
      slices: taken,
    })
    const save = async () => {
      const taken = slices.take()
      if (taken.length === 0) return
      await request(SaveWatchProgressDocument, inputOf(taken)).catch(() => slices.giveBack(taken))
    }
    const leave = () => {
      const taken = slices.take()
      if (taken.length === 0) return
      const body = JSON.stringify({ query: SaveWatchProgressDocument.toString(), variables: inputOf(taken) })
      // Goes out although the page goes away.
      navigator.sendBeacon('/api/graphql', new Blob([body], { type: 'application/json' }))
    }
    const timer = setInterval(() => void save(), SAVE_EVERY_MS)
    const stops = [
      replay.clock.subscribe(() => slices.handleClock(replay.clock.getSnapshot())),
      replay.onSeek(() => slices.handleSeek()),
    ]
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      for (const stop of stops) stop()
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id, replay, isKnown])
}
