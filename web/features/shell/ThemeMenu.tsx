'use client'

import { SunMoon } from 'lucide-react'
import { Button } from '../../ui/Button'
import { Menu, MenuRadioGroup } from '../../ui/Menu'
import { parseTheme } from '../theme/theme'
import { THEME_OPTIONS } from '../theme/themeOptions'
import { useTheme } from '../theme/useTheme'

export function ThemeMenu() {
  const [theme, setTheme] = useTheme()
  return (
    <Menu
      trigger={
        <Button
          variant="quiet"
          aria-label="Appearance"
          className="w-10 px-0!"
          icon={<SunMoon aria-hidden size={20} strokeWidth={1.75} />}
        />
      }
    >
      <MenuRadioGroup
        label="Appearance"
        value={theme}
        onValueChange={(value) => setTheme(parseTheme(value))}
        options={THEME_OPTIONS}
      />
    </Menu>
  )
}
