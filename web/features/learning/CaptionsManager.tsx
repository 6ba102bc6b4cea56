'use client'

import { useQuery } from '@tanstack/react-query'
import { Captions, Download, Trash2, Upload } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { RecordingCaptionsDocument, type RecordingCaptionsQuery } from '../../graphql/generated/documents'
import { request } from '../../lib/request'
import { AlertDialog } from '../../ui/AlertDialog'
import { Button } from '../../ui/Button'
import { buttonClass } from '../../ui/buttonClass'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { IconButton } from '../../ui/IconButton'
import { Select } from '../../ui/Select'
import { Skeleton } from '../../ui/Skeleton'
import { useToast } from '../../ui/Toast'
import { useAct } from '../course/useAct'
import { captionsUrl, deleteCaptions, putCaptions } from './captionFile'
import type { LearningRecording } from './LearningReplay'
import { LANGUAGES } from './languages'

type Track = NonNullable<RecordingCaptionsQuery['recording']>['captions'][number]

/** For instructors: captions of a recording, one file for each language. */
export function CaptionsManager({ recording }: { recording: LearningRecording }) {
  const { id } = recording
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['recording', id, 'captions'],
    queryFn: async ({ signal }) => (await request(RecordingCaptionsDocument, { id }, signal)).recording?.captions ?? [],
  })
  const refresh = async () => {
    await refetch()
  }
  if (isPending) return <Skeleton className="h-24" />
  if (error && !data) {
    return <ErrorPanel title={error.message} action={<Button onClick={() => void refresh()}>Try again</Button>} />
  }
  return (
    <div className="flex flex-col gap-5">
      {data.length === 0 ? (
        <EmptyState icon={<Captions aria-hidden size={28} strokeWidth={1.75} />} title="No captions yet">
          Upload a WebVTT file (.vtt) for each language. Times count from the beginning of the class.
        </EmptyState>
      ) : (
        <ul aria-label="Captions" className="flex flex-col divide-y divide-hairline border-hairline border-y">
          {data.map((track) => (
            <TrackRow key={track.language} recordingId={id} track={track} onChanged={refresh} />
          ))}
        </ul>
      )}
      <AddCaptions recordingId={id} taken={data.map(({ language }) => language)} onAdded={refresh} />
    </div>
  )
}

function TrackRow({
  recordingId,
  track: { language, label },
  onChanged,
}: {
  recordingId: string
  track: Track
  onChanged: () => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  const { running, act } = useAct()
  return (
    <li className="flex flex-wrap items-center gap-2 py-3">
      <span className="min-w-0 flex-1 text-15">
        {label} <span className="text-13 text-muted">{language}</span>
      </span>
      <a
        href={`${captionsUrl(recordingId, language)}?download=1`}
        download={`captions-${language}.vtt`}
        className={buttonClass('quiet', 'small')}
      >
        <Download aria-hidden size={16} strokeWidth={1.75} />
        Download<span className="sr-only"> captions in {label}</span>
      </a>
      <FileButton label="Replace" of={label} recordingId={recordingId} language={language} onSent={onChanged} />
      <IconButton
        label={`Delete captions in ${label}`}
        size="small"
        icon={<Trash2 aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => setAsking(true)}
      />
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete captions in ${label}?`}
        description="Students will no longer see or find them. Download the file first if you want to keep it."
        confirmLabel="Delete captions"
        busy={running !== undefined}
        keepOpen
        onConfirm={() =>
          act('delete', async () => {
            await deleteCaptions(recordingId, language)
            setAsking(false)
            await onChanged()
          })
        }
      />
    </li>
  )
}

function AddCaptions({
  recordingId,
  taken,
  onAdded,
}: {
  recordingId: string
  taken: string[]
  onAdded: () => Promise<void>
}) {
  const [language, setLanguage] = useState<string>()
  const left = LANGUAGES.filter(({ value }) => !taken.includes(value))
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label="Language"
        options={left}
        value={language}
        onValueChange={setLanguage}
        placeholder="Choose a language"
        className="w-64 max-w-full"
      />
      <FileButton
        label="Upload captions"
        recordingId={recordingId}
        language={language}
        onSent={async () => {
          setLanguage(undefined)
          await onAdded()
        }}
      />
    </div>
  )
}

function FileButton({
  label,
  of,
  recordingId,
  language,
  onSent,
}: {
  label: string
  of?: string
  recordingId: string
  language: string | undefined
  onSent: () => Promise<void>
}) {
  const input = useRef<HTMLInputElement>(null)
  const toast = useToast()
  const { running, act } = useAct()
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    // The same file may be chosen again once it was corrected.
    target.value = ''
    if (!file || !language) return
    act('send', async () => {
      await putCaptions(recordingId, language, file)
      await onSent()
      toast({ title: 'The captions are there.' })
    })
  }
  return (
    <>
      <input ref={input} type="file" accept=".vtt,text/vtt" hidden onChange={choose} aria-hidden tabIndex={-1} />
      <Button
        size={of ? 'small' : 'medium'}
        variant={of ? 'quiet' : 'secondary'}
        busy={running !== undefined}
        disabled={!language}
        icon={<Upload aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => input.current?.click()}
      >
        {label}
        {of ? <span className="sr-only"> captions in {of}</span> : null}
      </Button>
    </>
  )
}
