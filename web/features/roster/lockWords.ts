import type { Lock } from '@lectern/protocol'

/** Locks as switches: what students may do while a lock is off. */
export const LOCK_WORDS: Record<Lock, string> = {
  microphone: 'Use the microphone',
  camera: 'Use the camera',
  chat: 'Write in the chat',
  privateChat: 'Write private messages',
  hands: 'Raise the hand',
  reactions: 'Send reactions',
  notes: 'Write in the notes',
  cursors: 'Show their cursor on the board',
  peopleList: 'See who is in class',
}
