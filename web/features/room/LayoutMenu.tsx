'use client'

import { COMMANDS, type LayoutName } from '@lectern/protocol'
import { MenuCheckboxItem, MenuItem, MenuRadioGroup, MenuSeparator } from '../../ui/Menu.tsx'
import { useRoom } from './RoomContext.ts'

export const LAYOUTS: { value: LayoutName; label: string }[] = [
  { value: 'board', label: 'Board' },
  { value: 'speaker', label: 'Speaker' },
  { value: 'grid', label: 'Grid' },
]

export interface LayoutChoice {
  /** What one sees. */
  layout: LayoutName
  /** Whether one left the class's layout for one's own. */
  own: boolean
  choose: (layout: LayoutName) => void
  follow: () => void
  /** For staff: everybody is asked to use `layout`, or no more. */
  setForAll: (forAll: boolean) => void
}

/** One's layout, and for staff that of everybody. */
export function useLayoutChoice(own: LayoutName | null, setOwn: (layout: LayoutName | null) => void): LayoutChoice {
  const { stage, may, run } = useRoom()
  const layout = own ?? stage.layout
  return {
    layout,
    own: own !== null && own !== stage.layout,
    choose: (next) => {
      setOwn(next)
      if (may('layout:set') && stage.layoutForAll) void run(COMMANDS.setLayout, { layout: next, forAll: true })
    },
    follow: () => setOwn(null),
    setForAll: (forAll) => void run(COMMANDS.setLayout, { layout: forAll ? layout : stage.layout, forAll }),
  }
}

export function LayoutItems({ choice }: { choice: LayoutChoice }) {
  const { stage, may } = useRoom()
  return (
    <>
      <MenuRadioGroup
        label="Layout"
        value={choice.layout}
        options={LAYOUTS}
        onValueChange={(layout) => choice.choose(layout as LayoutName)}
      />
      {may('layout:set') ? (
        <>
          <MenuSeparator />
          <MenuCheckboxItem checked={stage.layoutForAll} onCheckedChange={choice.setForAll}>
            The same for everybody
          </MenuCheckboxItem>
        </>
      ) : stage.layoutForAll && choice.own ? (
        <>
          <MenuSeparator />
          <MenuItem onSelect={choice.follow}>Back to the class’s layout</MenuItem>
        </>
      ) : null}
    </>
  )
}
