/**
 * Where things of a recording stand in the store. `room` is the room's id, which is the live session's.
 *
 *     recordings/<room>/live/index.json     the timeline so far (TimelineIndex, JSON), while class goes on and until it is sealed
 *     recordings/<room>/live/<n>.chunk      its chunks
 *     recordings/<room>/timeline            the sealed timeline: chunks, index, footer; in place of all of live/
 *     recordings/<room>/edits/<rev>         the timeline after edits, which is shown in place of it
 *     recordings/<room>/edits/<rev>-media/<track>/<n>   what a cut left of a segment
 *     recordings/<room>/log/<from>          raw log entries from that seq on, deflated; never served
 *     recordings/<room>/media/<track>/…     track.json, init, <n>: one recorded track
 *     recordings/<room>/captions/<language>.vtt
 *     recordings/<room>/thumbnails/…        pictures for the time bar
 *     recordings/<room>/exports/<id>.mp4
 */
export const recordingPrefix = (room: string): string => `recordings/${room}/`
export const livePrefix = (room: string): string => `${recordingPrefix(room)}live/`
export const liveIndexKey = (room: string): string => `${livePrefix(room)}index.json`
export const liveChunkKey = (room: string, n: number): string => `${livePrefix(room)}${n}.chunk`
export const timelineKey = (room: string): string => `${recordingPrefix(room)}timeline`
export const editedTimelineKey = (room: string, revision: number): string => `${recordingPrefix(room)}edits/${revision}`
const editedMediaPrefix = (room: string, revision: number): string => `${editedTimelineKey(room, revision)}-media/`
/** Whether an object under `edits/` is of that revision. */
export const isOfRevision = (key: string, room: string, revision: number): boolean =>
  key === editedTimelineKey(room, revision) || key.startsWith(editedMediaPrefix(room, revision))
export const cutSegmentKey = (room: string, revision: number, track: string, n: number): string =>
  `${editedMediaPrefix(room, revision)}${track}/${n}`
export const rawLogPrefix = (room: string): string => `${recordingPrefix(room)}log/`
export const rawLogKey = (room: string, fromSeq: number): string =>
  `${rawLogPrefix(room)}${String(fromSeq).padStart(12, '0')}`
export const trackPrefix = (room: string, track: string): string => `${recordingPrefix(room)}media/${track}/`
export const trackManifestKey = (room: string, track: string): string => `${trackPrefix(room, track)}track.json`
export const trackInitKey = (room: string, track: string): string => `${trackPrefix(room, track)}init`
export const segmentKey = (room: string, track: string, n: number): string => `${trackPrefix(room, track)}${n}`
/** Where segment `n` of a track stands, as an index tells of it. */
export const shownSegmentKey = (
  { room, revision }: { room: string; revision: number },
  track: { id: string; cut?: number[] },
  n: number,
): string => (track.cut?.includes(n) ? cutSegmentKey(room, revision, track.id, n) : segmentKey(room, track.id, n))
export const captionsKey = (room: string, language: string): string =>
  `${recordingPrefix(room)}captions/${language}.vtt`
export const exportKey = (room: string, id: string): string => `${recordingPrefix(room)}exports/${id}.mp4`
