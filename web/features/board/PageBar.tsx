'use client'

import type { Editor } from '@tldraw/tldraw'
import { ChevronLeft, ChevronRight, Download, Ellipsis, Eye, EyeOff, Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { AlertDialog } from '../../ui/AlertDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuRadioGroup, MenuSeparator } from '../../ui/Menu.tsx'
import { useToast } from '../../ui/Toast.tsx'
import type { PageRow } from '../classroom/BoardPages.ts'
import { useClassroom } from '../classroom/ClassroomProvider.tsx'
import { useMay, usePages } from '../classroom/useClassroom.ts'
import { exportPage, type PictureFormat } from './exportPage.ts'
import { RenamePage } from './RenamePage.tsx'

const icon = (Icon: typeof Plus) => <Icon aria-hidden size={18} strokeWidth={1.75} />

export type PageBarProps = {
  editor: Editor | null
  /** Whose view can be followed, and whether it is. Null: nobody's. */
  leader: { name: string; followed: boolean; onFollow: (follow: boolean) => void } | null
}

/** Pages of the board: which one is shown, and what can be done with it. Staff turn the page for all, others for themselves. */
export function PageBar({ editor, leader }: PageBarProps) {
  const { pages } = useClassroom()
  const { pages: rows, current } = usePages()
  const turnsForAll = useMay('page:set')
  const manages = useMay('page:manage')
  const attempt = useAttempt()
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null)
  const index = rows.findIndex(({ id }) => id === current)
  const row = rows[index]
  if (!row) return null

  const go = (page: PageRow | undefined) => {
    if (!page) return
    if (turnsForAll) attempt(pages.show(page.id))
    else pages.roam(page.id)
  }

  return (
    <nav
      aria-label="Pages of the board"
      className="flex items-center gap-0.5 rounded-box border border-hairline bg-raised p-0.5 text-ink shadow-1"
    >
      <IconButton
        size="small"
        label="Previous page"
        side="bottom"
        icon={icon(ChevronLeft)}
        disabled={index === 0}
        onClick={() => go(rows[index - 1])}
      />
      <PageList rows={rows} index={index} onChoose={(id) => go(rows.find((each) => each.id === id))} />
      <IconButton
        size="small"
        label="Next page"
        side="bottom"
        icon={icon(ChevronRight)}
        disabled={index === rows.length - 1}
        onClick={() => go(rows[index + 1])}
      />
      {manages ? (
        <IconButton
          size="small"
          label="Add a page"
          side="bottom"
          icon={icon(Plus)}
          onClick={() => attempt(pages.add())}
        />
      ) : null}
      <PageMenu
        editor={editor}
        row={row}
        leader={leader}
        manages={manages}
        removable={rows.length > 1}
        onRename={() => setDialog('rename')}
        onRemove={() => setDialog('remove')}
      />
      <RenamePage
        key={row.id}
        row={row}
        open={dialog === 'rename'}
        onOpenChange={(open) => setDialog(open ? 'rename' : null)}
        onRename={(title) => attempt(pages.rename(row.id, title))}
      />
      <AlertDialog
        open={dialog === 'remove'}
        onOpenChange={(open) => setDialog(open ? 'remove' : null)}
        title={`Delete “${row.title}”?`}
        description="What is drawn on it goes for everybody. The replay keeps it up to this moment."
        confirmLabel="Delete page"
        onConfirm={() => attempt(pages.remove(row.id))}
      />
    </nav>
  )
}

function PageList({
  rows,
  index,
  onChoose,
}: {
  rows: readonly PageRow[]
  index: number
  onChoose: (id: string) => void
}) {
  const row = rows[index]!
  return (
    <Menu
      align="start"
      trigger={
        <Button variant="quiet" size="small" aria-label={`Page ${index + 1} of ${rows.length}, ${row.title}`}>
          <span className="tabular-nums">{`${index + 1}/${rows.length}`}</span>
          <span className="max-w-40 truncate font-normal text-muted max-md:hidden">{row.title}</span>
        </Button>
      }
    >
      <MenuRadioGroup
        label="Pages"
        value={row.id}
        onValueChange={onChoose}
        options={rows.map(({ id, title }) => ({
          value: id,
          label: <span className="block max-w-64 truncate">{title}</span>,
        }))}
      />
    </Menu>
  )
}

type PageMenuProps = PageBarProps & {
  row: PageRow
  manages: boolean
  removable: boolean
  onRename: () => void
  onRemove: () => void
}

function PageMenu({ editor, row, leader, manages, removable, onRename, onRemove }: PageMenuProps) {
  const toast = useToast()
  const download = async (format: PictureFormat) => {
    if (!editor) return
    try {
      const done = await exportPage(editor, format, row.title)
      if (!done) toast({ title: 'There is nothing on this page yet.' })
    } catch {
      toast({ title: 'The picture could not be made.', description: 'The board itself is safe.', tone: 'error' })
    }
  }
  return (
    <Menu
      align="start"
      trigger={<IconButton size="small" label="More about this page" side="bottom" icon={icon(Ellipsis)} />}
    >
      {leader ? (
        <>
          <MenuItem icon={icon(leader.followed ? EyeOff : Eye)} onSelect={() => leader.onFollow(!leader.followed)}>
            {leader.followed ? `Stop following ${leader.name}` : `Follow the view of ${leader.name}`}
          </MenuItem>
          <MenuSeparator />
        </>
      ) : null}
      <MenuItem icon={icon(Download)} onSelect={() => void download('png')}>
        Download as PNG
      </MenuItem>
      <MenuItem icon={icon(Download)} onSelect={() => void download('svg')}>
        Download as SVG
      </MenuItem>
      {manages ? <ManageItems removable={removable} onRename={onRename} onRemove={onRemove} /> : null}
    </Menu>
  )
}

function ManageItems({
  removable,
  onRename,
  onRemove,
}: Pick<PageMenuProps, 'removable' | 'onRename' | 'onRemove'>): ReactNode {
  return (
    <>
      <MenuSeparator />
      <MenuItem icon={icon(Pencil)} onSelect={onRename}>
        Rename page
      </MenuItem>
      <MenuItem icon={icon(Trash2)} tone="danger" disabled={!removable} onSelect={onRemove}>
        Delete page
      </MenuItem>
    </>
  )
}

/** Tells when a command did not work; the sentence of the error is made for people. */
function useAttempt(): (command: Promise<unknown>) => void {
  const toast = useToast()
  return (command) => void command.catch((error: Error) => toast({ title: error.message, tone: 'error' }))
}
