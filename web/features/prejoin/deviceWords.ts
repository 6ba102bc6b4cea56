import type { MediaProblem } from '../media/MediaState.ts'

export type Device = 'microphone' | 'camera' | 'screen'

const THE: Record<Device, string> = { microphone: 'microphone', camera: 'camera', screen: 'screen' }

/** Why a device is not on and what to do about it, in one or two sentences. */
export function deviceWords(device: Device, problem: MediaProblem): string {
  const the = THE[device]
  switch (problem) {
    case 'denied':
      return device === 'screen'
        ? 'Nothing is shared: the browser was not allowed to show a screen.'
        : `The browser may not use your ${the}. Allow it in the address bar of this page, then turn it on again.`
    case 'not-found':
      return `No ${the} was found. Plug one in, or attend without.`
    case 'busy':
      return `Another program is using your ${the}. Close it there, then turn it on again.`
    case 'not-allowed':
      return device === 'screen'
        ? 'You need the instructor’s permission to share your screen.'
        : `The instructor has not given you the ${the}.`
    case 'locked':
      return `The instructor has locked your ${the}.`
    case 'ended':
      return device === 'screen' ? 'Sharing has stopped.' : `Your ${the} went away. Plug it in and turn it on again.`
    case 'revoked':
      return device === 'screen'
        ? 'The instructor took back the permission to share. Sharing has stopped.'
        : `The instructor turned off your ${the}.`
    case 'unsupported':
      return device === 'screen' ? 'This browser cannot share a screen.' : `This browser cannot use a ${the} here.`
    case 'failed':
      return `Your ${the} could not be started. Try again, or choose another in the settings.`
  }
}

/** What the browser's refusal means. */
export function problemOf(error: unknown): MediaProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'not-found'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  if (name === 'TypeError' || name === 'NotSupportedError') return 'unsupported'
  return 'failed'
}
