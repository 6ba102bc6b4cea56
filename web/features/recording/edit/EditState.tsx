'use client'

import type { ManagedRecordingPartsFragment } from '../../../graphql/generated/documents'
import { ErrorPanel } from '../../../ui/ErrorPanel'
import { Progress } from '../../../ui/Progress'

/** How far saved edits are: being applied, or failed. */
export function EditState({ edits }: { edits: ManagedRecordingPartsFragment['edits'] }) {
  if (edits.state === 'FAILED') {
    return (
      <ErrorPanel title="The last changes could not be applied">
        The recording is as it was before them. Change something and save again, or try later.
      </ErrorPanel>
    )
  }
  return (
    <div role="status" className="flex flex-col gap-2 empty:hidden">
      {edits.state === 'APPLYING' ? (
        <>
          <p className="text-15">
            Your changes are being applied: {edits.percent ?? 0} %. You need not wait, and you can watch meanwhile.
          </p>
          <Progress label="Applying the changes" value={edits.percent ?? 0} className="max-w-xl" />
        </>
      ) : null}
    </div>
  )
}
