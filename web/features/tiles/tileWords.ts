import type { ConnectionQuality } from '@lectern/protocol'
import { QUALITY_WORDS } from './qualityWords.ts'

export interface TileFacts {
  name: string
  me: boolean
  /** Null where the person has no microphone on air. */
  microphone: 'on' | 'muted' | null
  camera: boolean
  /** Place in the order of hands, from 1. */
  hand: number | null
  speaking: boolean
  quality: ConnectionQuality
  pinned: boolean
  spotlit: boolean
}

/** A tile in words, for those who do not see its marks. */
export function tileWords(facts: TileFacts): string {
  const parts = [
    facts.me ? `${facts.name} (you)` : facts.name,
    facts.microphone === 'on' ? null : 'microphone off',
    facts.camera ? null : 'camera off',
    facts.hand === null ? null : `hand raised, number ${facts.hand}`,
    facts.speaking ? 'speaking' : null,
    facts.spotlit ? 'in the spotlight' : null,
    facts.pinned ? 'pinned' : null,
    facts.quality === 'good' ? null : QUALITY_WORDS[facts.quality].toLowerCase(),
  ]
  return parts.filter((part) => part !== null).join(', ')
}
