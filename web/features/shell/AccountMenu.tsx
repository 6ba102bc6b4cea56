'use client'

import { ChevronDown, LogOut, UserRound } from 'lucide-react'
import Link from 'next/link'
import { hueOf } from '../../lib/hueOf'
import type { Viewer } from '../../lib/server/viewer'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuSeparator } from '../../ui/Menu'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import { logOut } from '../account/logOut'
import { parseTheme } from '../theme/theme'
import { THEME_OPTIONS } from '../theme/themeOptions'
import { useTheme } from '../theme/useTheme'

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const

export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const [theme, setTheme] = useTheme()
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          className="pl-1.5!"
          icon={<Avatar name={viewer.name} hue={hueOf(viewer.id)} size="small" />}
        >
          <span className="max-w-40 truncate">{viewer.name}</span>
          <VisuallyHidden>, your account</VisuallyHidden>
          <ChevronDown {...icon} size={16} />
        </Button>
      }
    >
      <MenuLabel>{viewer.email}</MenuLabel>
      <MenuItem asChild>
        <Link href="/profile">
          <UserRound {...icon} />
          Profile
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuRadioGroup
        label="Appearance"
        value={theme}
        onValueChange={(value) => setTheme(parseTheme(value))}
        options={THEME_OPTIONS}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut {...icon} />} onSelect={() => void logOut()}>
        Log out
      </MenuItem>
    </Menu>
  )
}
