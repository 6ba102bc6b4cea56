import { z } from 'zod'

const KEY = 'lectern-devices'

/** What a person chose before the last class on this browser. */
const Choices = z.object({
  microphone: z.boolean().catch(false),
  camera: z.boolean().catch(false),
  microphoneId: z.string().optional().catch(undefined),
  cameraId: z.string().optional().catch(undefined),
  speakerId: z.string().optional().catch(undefined),
})
export type DeviceChoices = z.infer<typeof Choices>

export const FIRST_CHOICES: DeviceChoices = { microphone: true, camera: true }

/** Reads stored text; what does not fit counts as never chosen. */
export function parseChoices(text: string | null): DeviceChoices {
  if (text === null) return FIRST_CHOICES
  try {
    return Choices.parse(JSON.parse(text))
  } catch {
    return FIRST_CHOICES
  }
}

export function loadChoices(): DeviceChoices {
  try {
    return parseChoices(localStorage.getItem(KEY))
  } catch {
    // Storage is switched off in this browser: everybody starts anew.
    return FIRST_CHOICES
  }
}

export function saveChoices(choices: DeviceChoices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices))
  } catch {
    // Storage is switched off or full: the choice holds for this class only.
  }
}
