import type { RecordPolicy } from '@lectern/protocol'

/** Whose voice and picture a recording has, as one chooses it. */
export const POLICY_CHOICES: readonly { value: RecordPolicy; label: string }[] = [
  { value: 'everyone', label: 'Everybody in class' },
  { value: 'speakers', label: 'Everybody who speaks or shares a screen, no cameras of students' },
  { value: 'instructor', label: 'Instructor and assistants only' },
]

/** The same, as one is told before coming in. */
export const POLICY_WORDS: Record<RecordPolicy, string> = {
  everyone: 'The recording has the voice, camera and shared screen of everybody.',
  speakers: 'The recording has the voice and shared screen of everybody. Cameras of students are left out.',
  instructor:
    'The recording has the voice, camera and shared screen of the instructor and assistants. Students are left out.',
}

/** Said of every recording. */
export const SHARED_WORDS = 'Board, chat, polls and notes are in it too.'

export const REFUSAL_WORDS =
  'When this class is recorded, your voice, camera and screen are left out. What you write and draw stays in it.'
