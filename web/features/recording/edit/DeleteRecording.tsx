'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DeleteRecordingDocument } from '../../../graphql/generated/documents'
import { request } from '../../../lib/request'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Field } from '../../../ui/Field'
import { useToast } from '../../../ui/Toast'
import { useAct } from '../../course/useAct'
import { EditSection } from './EditSection'

const WORD = 'delete'

/** Deletes the recording for good, once somebody has typed that they mean it. */
export function DeleteRecording({ id, title, back }: { id: string; title: string; back: string }) {
  const router = useRouter()
  const toast = useToast()
  const { running, act } = useAct()
  const [typed, setTyped] = useState('')
  const meant = typed.trim().toLowerCase() === WORD
  const remove = () =>
    act('delete', async () => {
      await request(DeleteRecordingDocument, { id })
      toast({ title: `The recording of “${title}” is deleted.` })
      router.push(back)
      router.refresh()
    })
  return (
    <EditSection
      title="Delete"
      hint="Sound, picture, board, chat, questions, captions and exports of this recording are deleted for good. Attendance is kept."
    >
      <Dialog
        size="small"
        onOpenChange={() => setTyped('')}
        trigger={
          <Button icon={<Trash2 aria-hidden size={18} strokeWidth={1.75} />} className="self-start text-danger-ink!">
            Delete recording
          </Button>
        }
        title="Delete this recording?"
        description={`“${title}” cannot be brought back by anybody.`}
        footer={
          <Button variant="danger" disabled={!meant} busy={running !== undefined} onClick={remove}>
            Delete for good
          </Button>
        }
      >
        <Field
          label={`Type “${WORD}” to confirm`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Dialog>
    </EditSection>
  )
}
