'use client'

import { useState } from 'react'
import { SetCourseRetentionDocument } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { AlertDialog } from '../../ui/AlertDialog'
import { Select } from '../../ui/Select'
import { useToast } from '../../ui/Toast'
import { useAct } from '../course/useAct'
import { isShorter, retentionChoices, retentionWords } from './retention'

/** For how long the recordings of a course are kept. It takes effect at once; what may delete something asks first. */
export function RetentionForm({ slug, days: initial }: { slug: string; days: number | null }) {
  const toast = useToast()
  const { running, act } = useAct()
  const [days, setDays] = useState(initial)
  const [wanted, setWanted] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const save = (next: number | null) =>
    act('save', async () => {
      await request(SetCourseRetentionDocument, { slug, days: next })
      setDays(next)
      toast({ title: `Recordings are kept ${retentionWords(next)}.`, tone: 'success' })
    })
  const choose = (value: string) => {
    const next = value === 'never' ? null : Number(value)
    setWanted(next)
    if (isShorter(next, days)) setAsking(true)
    else save(next)
  }
  return (
    <section aria-labelledby="retention-title" className="flex flex-col gap-4 border-hairline border-t pt-8">
      <h2 id="retention-title" className="font-display text-24">
        Recordings
      </h2>
      <Select
        label="Keep recordings"
        hint="Afterwards a recording is deleted for good: sound, picture, board, chat and questions. One that you give a date of its own is kept until then."
        options={retentionChoices(days)}
        value={days === null ? 'never' : String(days)}
        onValueChange={choose}
        disabled={running !== undefined}
        className="max-w-sm"
      />
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Keep recordings ${retentionWords(wanted)} only?`}
        description="Recordings that are older are deleted within a day, with all that belongs to them. This cannot be undone."
        confirmLabel="Keep them for less time"
        onConfirm={() => save(wanted)}
      />
    </section>
  )
}
