'use client'

import { Link } from 'lucide-react'
import { useContext } from 'react'
import { MenuItem } from '../../ui/Menu.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { GuestLinkContext } from './GuestLinkContext.ts'
import { useCopyGuestLink } from './useCopyGuestLink.ts'

/** For staff, in a menu of the class page: the address with which people without an account come in. */
export function CopyGuestLink() {
  const path = useContext(GuestLinkContext)
  const { isStaff, stage } = useRoom()
  const copy = useCopyGuestLink()
  const { guestPolicy } = stage
  if (path === null || !isStaff || guestPolicy === 'deny') return null
  return (
    <MenuItem icon={<Link aria-hidden size={18} strokeWidth={1.75} />} onSelect={() => void copy(path, guestPolicy)}>
      Copy guest link
    </MenuItem>
  )
}
