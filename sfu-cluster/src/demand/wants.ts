import type { MediaSource, VideoWish } from '@lectern/protocol'
import { layerForHeight } from './layerForHeight.ts'

/** A producer as the rules see it. */
export interface OnAir {
  id: string
  userId: string
  peerId: string
  source: MediaSource
  paused: boolean
  /** Simulcast or SVC layers; 1 for anything else. */
  layers: number
  /** Rises with the time of its start. */
  order: number
  /** Belongs to the recording, which takes all of it. */
  recorded: boolean
}

export interface Viewer {
  peerId: string
  userId: string
  wishes: readonly VideoWish[]
  /** How many pictures it takes before it has said which; 0 once it has. */
  firstPictures: number
}

export interface DemandLimits {
  /** Pictures that one viewer gets at once. */
  lastN: number
  /** Microphones for which one viewer holds consumers, ready to be heard. */
  audioConsumers: number
}

/** What a viewer should have of one producer. */
export interface Want {
  producerId: string
  /** False: the consumer exists and rests. */
  active: boolean
  /** Preferred spatial layer; null where there is nothing to choose. */
  layer: number | null
  /** Who gets bits first when there are not enough, 1 to 255. */
  priority: number
}

/** What a room knows when it decides who gets what. */
export interface Scene {
  /** All producers, oldest first. */
  onAir: readonly OnAir[]
  /** Microphones that are forwarded now. */
  audible: ReadonlySet<string>
  /** Microphones for which consumers are held (`heldMicrophones`). */
  held: ReadonlySet<string>
  /** Users who were heard and have not lost their place. */
  speaking: ReadonlySet<string>
}

const AUDIO_PRIORITY = 255
const FIRST_HEIGHT = 180
const PINNED_SCREEN_PRIORITY = 220
const PINNED_PRIORITY = 180
const SPEAKING_PRIORITY = 120
const LOWEST_PRIORITY = 10

/** Everything one viewer should have. What is not in it and exists is no longer wanted. */
export function wantsOf(viewer: Viewer, scene: Scene, limits: DemandLimits): Want[] {
  return [...audioWants(viewer, scene), ...videoWants(viewer, scene, limits)]
}

/** Nobody hears himself, on whatever device. */
function audioWants(viewer: Viewer, { onAir, audible, held }: Scene): Want[] {
  const wants: Want[] = []
  for (const { id, userId, source } of onAir) {
    if (userId === viewer.userId) continue
    if (source === 'microphone' && held.has(id)) wants.push(audioWant(id, audible.has(id)))
    if (source === 'screenAudio') wants.push(audioWant(id, true))
  }
  return wants
}

const audioWant = (producerId: string, active: boolean): Want => ({
  producerId,
  active,
  layer: null,
  priority: AUDIO_PRIORITY,
})

function videoWants(viewer: Viewer, scene: Scene, { lastN }: DemandLimits): Want[] {
  const seen = new Set<string>()
  const wants: Want[] = []
  const wishes = viewer.firstPictures > 0 ? firstWishes(viewer, scene) : viewer.wishes
  for (const wish of rankWishes(wishes, scene.speaking)) {
    const producer = newest(scene.onAir, wish)
    if (!producer || producer.peerId === viewer.peerId || seen.has(producer.id)) continue
    seen.add(producer.id)
    wants.push(videoWant(producer, wish, scene.speaking, !producer.paused && wants.length < lastN, wants.length))
  }
  return wants
}

function videoWant(
  { id, layers }: OnAir,
  wish: VideoWish,
  speaking: ReadonlySet<string>,
  active: boolean,
  rank: number,
): Want {
  const layer = layers > 1 ? layerForHeight(wish.height, layers) : null
  return { producerId: id, active, layer, priority: priorityOf(wish, speaking, rank) }
}

/** What somebody who has just come in will probably look at: who speaks, and who was there first. Small, so that little is lost. */
function firstWishes({ userId, firstPictures }: Viewer, { onAir, speaking }: Scene): VideoWish[] {
  const cameras = onAir.filter(
    (producer) => producer.source === 'camera' && producer.userId !== userId && !producer.paused,
  )
  const people = new Set(cameras.map((camera) => camera.userId))
  const wishes = [...people].map((each) => ({
    userId: each,
    source: 'camera' as const,
    height: FIRST_HEIGHT,
    pinned: false,
  }))
  return rankWishes(wishes, speaking).slice(0, firstPictures)
}

/** Pinned first, then who speaks, then as the viewer lists them. */
export function rankWishes(wishes: readonly VideoWish[], speaking: ReadonlySet<string>): VideoWish[] {
  const rank = (wish: VideoWish) => (wish.pinned ? 0 : speaking.has(wish.userId) ? 1 : 2)
  return [...wishes].sort((a, b) => rank(a) - rank(b))
}

function priorityOf({ pinned, source, userId }: VideoWish, speaking: ReadonlySet<string>, rank: number): number {
  if (pinned) return source === 'screen' ? PINNED_SCREEN_PRIORITY : PINNED_PRIORITY
  if (speaking.has(userId)) return SPEAKING_PRIORITY
  return Math.max(LOWEST_PRIORITY, SPEAKING_PRIORITY - 20 - rank)
}

/** A person with two devices shows the picture that was started last, if it is not covered. */
function newest(onAir: readonly OnAir[], { userId, source }: VideoWish): OnAir | undefined {
  const all = onAir.filter((producer) => producer.userId === userId && producer.source === source)
  return all.findLast((producer) => !producer.paused) ?? all.at(-1)
}

/** Microphones worth a consumer at every viewer: open ones first, of those the ones heard last, then the newest. */
export function heldMicrophones(
  onAir: readonly OnAir[],
  heardAt: ReadonlyMap<string, number>,
  { audioConsumers }: DemandLimits,
): Set<string> {
  const microphones = onAir.filter(({ source }) => source === 'microphone')
  const rank = (a: OnAir, b: OnAir) =>
    Number(a.paused) - Number(b.paused) || (heardAt.get(b.id) ?? 0) - (heardAt.get(a.id) ?? 0) || b.order - a.order
  return new Set(
    microphones
      .sort(rank)
      .slice(0, audioConsumers)
      .map(({ id }) => id),
  )
}
