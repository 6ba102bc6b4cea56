import { recordingPrefix } from '@lectern/recording'

export const thumbnailsPrefix = (room: string): string => `${recordingPrefix(room)}thumbnails/`
const ofRevision = (room: string, revision: number): string => `${thumbnailsPrefix(room)}r${revision}`
export const thumbnailIndexKey = (room: string, revision: number): string => `${ofRevision(room, revision)}.json`
/** All pictures of a recording are on sheets; their name has the revision, so that none outlives an edit. */
export const sheetName = (revision: number, n: number): string => `r${revision}-${n}`
export const sheetKey = (room: string, name: string): string => `${thumbnailsPrefix(room)}${name}.jpg`
