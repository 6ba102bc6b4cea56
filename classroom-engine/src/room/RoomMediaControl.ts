/**
 * What commands ask of a room's media. Media implements it and sets it as `room.media`; a room without media has none.
 * All calls but `finishRecording` are made inside a step of the room, after the stage says what is new, and must not throw: what has to be asked of
 * the SFU goes on behind, with its own retries.
 */
export interface RoomMediaControl {
  /** Pauses the person's microphone on the stage (`media`), in the log and on the SFU. The person may unmute unless `microphoneLocked`. */
  muteMicrophone(userId: string): void
  /** The person's role or grants changed, or the locks of the class: closes what they may no longer send. May be called for nothing. */
  rightsChanged(userId: string): void
  /** The person is out: closes all that they send and receive. */
  removePerson(userId: string): void
  /** The class is about to end: ends all recorded tracks and answers once their last segments are in the log, or after 2 s. Never rejects. */
  finishRecording(): Promise<void>
  /** The class ends: closes everything. */
  end(): void
}
