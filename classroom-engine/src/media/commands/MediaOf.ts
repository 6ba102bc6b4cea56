import type { Classroom } from '../../room/Classroom.ts'
import type { RoomMedia } from '../RoomMedia.ts'

/** The media of a room. Throws MEDIA_UNAVAILABLE where it has none. */
export type MediaOf = (room: Classroom) => RoomMedia
