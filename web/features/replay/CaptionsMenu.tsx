'use client'

import { Captions as CaptionsIcon } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuRadioGroup } from '../../ui/Menu.tsx'
import type { Captions } from './useCaptions.ts'

const OFF = 'off'

/** Chooses captions; nothing where the recording has none. */
export function CaptionsMenu({
  captions,
  languages,
}: {
  captions: Captions
  languages: readonly { language: string; label: string }[]
}) {
  if (languages.length === 0) return null
  return (
    <Menu
      side="top"
      trigger={
        <IconButton label="Captions" side="top" icon={<CaptionsIcon aria-hidden size={20} strokeWidth={1.75} />} />
      }
    >
      <MenuRadioGroup
        label="Captions"
        value={captions.language ?? OFF}
        onValueChange={(value) => captions.choose(value === OFF ? null : value)}
        options={[
          { value: OFF, label: 'Off' },
          ...languages.map(({ language, label }) => ({ value: language, label })),
        ]}
      />
    </Menu>
  )
}
