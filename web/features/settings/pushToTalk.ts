export const PUSH_TO_TALK_KEY = 'lectern-push-to-talk'

/** Off unless it was switched on: nobody is to be heard by a key they pressed for something else. */
export function parsePushToTalk(text: string | null): boolean {
  return text === 'true'
}
