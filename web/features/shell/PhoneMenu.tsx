'use client'

import { LogOut, Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { hueOf } from '../../lib/hueOf'
import type { Viewer } from '../../lib/server/viewer'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { ButtonLink } from '../../ui/ButtonLink'
import { IconButton } from '../../ui/IconButton'
import { RadioGroup } from '../../ui/RadioGroup'
import { Sheet } from '../../ui/Sheet'
import { logOut } from '../account/logOut'
import { parseTheme } from '../theme/theme'
import { THEME_OPTIONS } from '../theme/themeOptions'
import { useTheme } from '../theme/useTheme'
import type { NavigationLink } from './navigation'

export function PhoneMenu({ viewer, links }: { viewer: Viewer | null; links: NavigationLink[] }) {
  const [open, setOpen] = useState(false)
  const [theme, setTheme] = useTheme()
  const close = () => setOpen(false)
  return (
    <Sheet
      open={open}
      onOpenChange={setOpen}
      title="Menu"
      trigger={
        <IconButton label="Menu" icon={<MenuIcon aria-hidden size={22} strokeWidth={1.75} />} className="-mr-2" />
      }
    >
      <div className="flex flex-col gap-5 p-5">
        {viewer ? (
          <div className="flex items-center gap-3">
            <Avatar name={viewer.name} hue={hueOf(viewer.id)} />
            <div className="min-w-0">
              <p className="truncate font-medium">{viewer.name}</p>
              <p className="truncate text-13 text-muted">{viewer.email}</p>
            </div>
          </div>
        ) : null}
        <nav aria-label="Main" className="-mx-2 flex flex-col">
          {[...links, ...(viewer ? [{ href: '/profile', label: 'Profile' }] : [])].map((link) => (
            <Link
              key={link.href}
              href={link.href}
              onClick={close}
              className="rounded-box px-2 py-3 text-17 hover:bg-sunken"
            >
              {link.label}
            </Link>
          ))}
        </nav>
        <RadioGroup
          label="Appearance"
          value={theme}
          onValueChange={(value) => setTheme(parseTheme(value))}
          options={THEME_OPTIONS}
        />
        {viewer ? (
          <Button onClick={() => void logOut()} icon={<LogOut aria-hidden size={18} strokeWidth={1.75} />}>
            Log out
          </Button>
        ) : (
          <div className="grid grid-cols-2 gap-3">
            <ButtonLink href="/login" onClick={close}>
              Log in
            </ButtonLink>
            <ButtonLink href="/signup" variant="primary" onClick={close}>
              Sign up
            </ButtonLink>
          </div>
        )}
      </div>
    </Sheet>
  )
}
