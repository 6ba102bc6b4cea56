import type { MediaControls } from '../media/MediaControls.ts'

/**
 * Tells the class whether one wants to be recorded; media is opened after it, so that nothing of a person who refuses is sent before
 * the class knows. Where it cannot be told, microphone and camera stay off until the person turns them on.
 */
export async function refuseFirst(
  tell: () => Promise<unknown>,
  media: Pick<MediaControls, 'stopMicrophone' | 'setCamera'> | null,
): Promise<void> {
  try {
    await tell()
  } catch {
    await Promise.all([media?.stopMicrophone(), media?.setCamera(false)])
  }
}
