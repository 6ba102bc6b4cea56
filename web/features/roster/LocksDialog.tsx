'use client'

import type { GuestPolicy, Lock, Locks } from '@lectern/protocol'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { LOCK_WORDS } from './lockWords.ts'

const POLICIES: { value: GuestPolicy; label: string }[] = [
  { value: 'open', label: 'Come in at once' },
  { value: 'ask', label: 'Wait until somebody admits them' },
  { value: 'deny', label: 'Are turned away' },
]

/** What students may do in this class, and what guests meet. */
export function LocksDialog({
  open,
  onOpenChange,
  locks,
  guestPolicy,
  onLock,
  onGuestPolicy,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  locks: Locks
  guestPolicy: GuestPolicy
  onLock: (lock: Lock, locked: boolean) => void
  onGuestPolicy: (policy: GuestPolicy) => void
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="What students may do"
      description="Changes hold at once. Instructors and assistants are not bound by them."
    >
      <div className="flex flex-col gap-4">
        {(Object.keys(LOCK_WORDS) as Lock[]).map((lock) => (
          <Switch
            key={lock}
            label={LOCK_WORDS[lock]}
            checked={!locks[lock]}
            onCheckedChange={(allowed) => onLock(lock, !allowed)}
          />
        ))}
        <hr className="border-hairline" />
        <RadioGroup
          label="Guests with a link"
          options={POLICIES}
          value={guestPolicy}
          onValueChange={(policy) => onGuestPolicy(policy as GuestPolicy)}
        />
      </div>
    </Dialog>
  )
}
