import { LecternError } from '@lectern/protocol'
import { captionsKey, ObjectNotFoundError, type ObjectStore } from '@lectern/recording'
import { type Cue, parseWebVtt } from './webVtt.ts'

export const noCaptions = () => new LecternError('NOT_FOUND', 'There are no captions in this language.')

/** Captions as they were put. Throws `NOT_FOUND`. */
export async function readCaptions(store: ObjectStore, room: string, language: string): Promise<Cue[]> {
  try {
    return parseWebVtt(new TextDecoder().decode(await store.get(captionsKey(room, language))))
  } catch (error) {
    throw error instanceof ObjectNotFoundError ? noCaptions() : error
  }
}
