'use client'

import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { recordingUrl } from './ReplayLoader.ts'

const Thumbnail = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  x: z.number(),
  y: z.number(),
  w: z.number(),
  h: z.number(),
  sheet: z.union([z.string(), z.number()]),
})
const Thumbnails = z.array(Thumbnail)
const NOT_YET = 204
const LOOK_AGAIN_MS = 10_000

/** A small picture of a moment: a piece of a larger one. */
export interface MomentPicture {
  url: string
  x: number
  y: number
  width: number
  height: number
}

/** Gives the picture of a moment; undefined where there is none, also before they are made. */
export function useThumbnails(id: string, linkKey: string | undefined): (t: number) => MomentPicture | undefined {
  const { data } = useQuery({
    queryKey: ['replay-thumbnails', id, linkKey],
    queryFn: async ({ signal }) => {
      const response = await fetch(recordingUrl(id, 'thumbnails/index.json', linkKey), { signal })
      if (response.status === NOT_YET) return null
      return response.ok ? (Thumbnails.safeParse(await response.json()).data ?? []) : []
    },
    refetchInterval: ({ state }) => (state.data === null ? LOOK_AGAIN_MS : false),
    staleTime: 60_000,
    retry: false,
  })
  return (t) => {
    const found = data?.find(({ fromMs, toMs }) => t >= fromMs && t < toMs)
    if (!found) return undefined
    const { x, y, w, h, sheet } = found
    return { url: recordingUrl(id, `thumbnails/${sheet}.jpg`, linkKey), x, y, width: w, height: h }
  }
}
