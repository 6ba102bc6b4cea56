'use client'

import { Copy, RefreshCw } from 'lucide-react'
import { type ManagedRecordingPartsFragment, NewRecordingLinkDocument } from '../../../graphql/generated/documents'
import { request } from '../../../lib/request'
import { AlertDialog } from '../../../ui/AlertDialog'
import { Button } from '../../../ui/Button'
import { Field } from '../../../ui/Field'
import { useToast } from '../../../ui/Toast'
import { useHydrated } from '../../../ui/useHydrated'
import { useAct } from '../../course/useAct'

const ICON = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** The link that lets people watch without an account: copy it, end it, make another. */
export function LinkField({
  recording: { id, linkKey },
  isSaved,
  until,
  onUntil,
  onLink,
}: {
  recording: ManagedRecordingPartsFragment
  /** Whether the link counts already. */
  isSaved: boolean
  until: string
  onUntil: (day: string) => void
  onLink: (recording: ManagedRecordingPartsFragment) => void
}) {
  const hydrated = useHydrated()
  const toast = useToast()
  const { running, act } = useAct()
  const link = linkKey && hydrated ? `${window.location.origin}/replay/${id}?key=${linkKey}` : ''
  const make = () =>
    act('link', async () => {
      onLink((await request(NewRecordingLinkDocument, { id })).newRecordingLink)
      toast({ title: 'There is a new link.', tone: 'success' })
    })
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    )
    toast(
      copied
        ? { title: 'Link copied.', tone: 'success' }
        : { title: 'The browser did not allow copying. Mark the link and copy it.', tone: 'error' },
    )
  }
  return (
    <div className="flex max-w-xl flex-col gap-4 rounded-box border border-hairline p-4">
      {linkKey ? (
        <>
          <Field
            label="Link"
            readOnly
            value={link}
            hint={isSaved ? undefined : 'It works once you have saved.'}
            onFocus={(event) => event.target.select()}
          />
          <div className="flex flex-wrap gap-2">
            <Button icon={<Copy {...ICON} />} onClick={() => void copy()}>
              Copy link
            </Button>
            <AlertDialog
              trigger={
                <Button icon={<RefreshCw {...ICON} />} busy={running !== undefined}>
                  New link
                </Button>
              }
              title="Make a new link?"
              description="The link so far stops working at once, wherever it was sent."
              confirmLabel="Make new link"
              onConfirm={make}
            />
          </div>
        </>
      ) : (
        <Button className="self-start" busy={running !== undefined} onClick={make}>
          Make a link
        </Button>
      )}
      <Field
        label="Link works until"
        optional
        type="date"
        value={until}
        onChange={(event) => onUntil(event.target.value)}
        className="max-w-xs"
      />
    </div>
  )
}
