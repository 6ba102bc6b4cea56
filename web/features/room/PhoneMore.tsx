'use client'

import { ChartBarBig, NotebookPen, Users } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { Kbd } from '../../ui/Kbd.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { ReactionButtons } from '../reactions/ReactionButtons.tsx'
import { RecordToggle } from '../recording/RecordToggle.tsx'
import type { RecordSwitch } from '../recording/useRecordSwitch.ts'
import { type BarControls, ScreenToggle } from './Bar.tsx'
import { LAYOUTS, type LayoutChoice } from './LayoutMenu.tsx'
import type { MoreItem } from './moreItems.tsx'
import { type News, PANEL_LABELS, type PanelName, type PanelNews } from './panels.ts'
import { useRoom } from './RoomContext.ts'

const PANEL_ICONS = { people: Users, polls: ChartBarBig, notes: NotebookPen }

/** Everything that the phone's bar has no room for. */
export function PhoneMore({
  trigger,
  controls,
  record,
  layout,
  items,
  news,
  onPanel,
}: {
  trigger: ReactElement
  controls: BarControls
  record: RecordSwitch | null
  layout: LayoutChoice
  items: readonly MoreItem[]
  news: PanelNews
  onPanel: (panel: PanelName) => void
}) {
  const [open, setOpen] = useState(false)
  const { stage, may } = useRoom()
  const then = (act: () => void) => () => {
    setOpen(false)
    act()
  }
  const row = 'flex min-h-12 w-full items-center gap-3 rounded-box px-3 text-left text-15 hover:bg-sunken'
  return (
    <Sheet open={open} onOpenChange={setOpen} trigger={trigger} title="More">
      <div className="flex flex-col gap-4 p-3">
        <div className="grid grid-cols-2 gap-1">
          <ScreenToggle row controls={controls} />
          {record ? <RecordToggle row record={{ ...record, set: (on) => then(() => record.set(on))() }} /> : null}
          {(['people', 'polls', 'notes'] as const).map((panel) => {
            const Icon = PANEL_ICONS[panel]
            return (
              <button key={panel} type="button" onClick={then(() => onPanel(panel))} className={row}>
                <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0" />
                {PANEL_LABELS[panel]}
                {news[panel] ? <PanelNewsMark news={news[panel]} /> : null}
              </button>
            )
          })}
        </div>
        <ReactionButtons onDone={() => setOpen(false)} />
        <div className="px-3">
          <RadioGroup
            label="Layout"
            options={LAYOUTS}
            value={layout.layout}
            onValueChange={(value) => layout.choose(value as (typeof LAYOUTS)[number]['value'])}
          />
          {may('layout:set') ? (
            <Switch
              className="mt-3"
              label="The same layout for everybody"
              checked={stage.layoutForAll}
              onCheckedChange={layout.setForAll}
            />
          ) : null}
        </div>
        <div>
          {items.map((item) => (
            <button key={item.id} type="button" onClick={then(item.onSelect)} className={row}>
              {item.icon}
              <span className="flex-1">{item.label}</span>
              {item.key ? (
                <span className="pointer-coarse:hidden">
                  <Kbd>{item.key}</Kbd>
                </span>
              ) : null}
            </button>
          ))}
        </div>
      </div>
    </Sheet>
  )
}

function PanelNewsMark({ news }: { news: News }) {
  return (
    <span className="ml-auto flex h-6 min-w-6 items-center justify-center rounded-full bg-accent px-1.5 font-semibold text-13 text-on-accent tabular-nums">
      <span aria-hidden>{news.count}</span>
      <span className="sr-only">, {news.words}</span>
    </span>
  )
}
