'use client'

import { AlertDialog } from '../../ui/AlertDialog.tsx'
import type { RecordSwitch } from './useRecordSwitch.ts'

/** Asks before the recording is switched off for the first time. */
export function StopRecordingDialog({ record }: { record: RecordSwitch }) {
  return (
    <AlertDialog
      open={record.asking}
      onOpenChange={record.setAsking}
      title="Stop recording?"
      description="The recording keeps what there is. What happens from now on is not in it, until you switch it on again."
      confirmLabel="Stop recording"
      cancelLabel="Go on recording"
      onConfirm={record.stop}
    />
  )
}
