'use client'

import { RadioGroup } from '../../ui/RadioGroup'
import { parseTheme } from '../theme/theme'
import { THEME_OPTIONS } from '../theme/themeOptions'
import { useTheme } from '../theme/useTheme'

export function AppearanceChoice() {
  const [theme, setTheme] = useTheme()
  return (
    <RadioGroup
      label="Appearance"
      hideLabel
      value={theme}
      onValueChange={(value) => setTheme(parseTheme(value))}
      options={THEME_OPTIONS}
    />
  )
}
