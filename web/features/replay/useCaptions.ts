'use client'

import { useQuery } from '@tanstack/react-query'
import { useStored } from '../settings/useStored.ts'
import { type Cue, parseVtt } from './parseVtt.ts'
import { recordingUrl } from './ReplayLoader.ts'

export interface Captions {
  /** Language tag of those that are shown, or null. */
  language: string | null
  choose: (language: string | null) => void
  cues: readonly Cue[]
}

const NONE: readonly Cue[] = []
const KEY = 'lectern-captions'
const parse = (stored: string | null) => stored ?? ''

/** Captions in the language that the viewer chose last, where the recording has them. */
export function useCaptions(id: string, linkKey: string | undefined, languages: readonly string[]): Captions {
  const [wish, setWish] = useStored(KEY, parse)
  const language = languages.includes(wish) ? wish : null
  const { data } = useQuery({
    queryKey: ['replay-captions', id, linkKey, language],
    enabled: language !== null,
    queryFn: async ({ signal }) => {
      const response = await fetch(recordingUrl(id, `captions/${language}.vtt`, linkKey), { signal })
      if (!response.ok) throw new Error(`captions were answered with ${response.status}`)
      return parseVtt(await response.text())
    },
  })
  return { language, choose: (next) => setWish(next ?? ''), cues: data ?? NONE }
}
