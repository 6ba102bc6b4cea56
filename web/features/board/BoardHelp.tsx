'use client'

import { DefaultHelperButtons, TldrawUiMenuActionItem, useEditor, useValue } from '@tldraw/tldraw'

/** tldraw's small ways out: of pen mode, and back to where something is. Following has its own button. */
export function BoardHelp() {
  const editor = useEditor()
  const inPenMode = useValue('pen mode', () => editor.getInstanceState().isPenMode, [editor])
  const isLost = useValue('nothing in view', () => {
    const { size } = editor.getCurrentPageShapeIds()
    return size > 0 && size === editor.getCulledShapes().size
  }, [editor])
  return (
    <DefaultHelperButtons>
      {inPenMode ? <TldrawUiMenuActionItem actionId="exit-pen-mode" /> : null}
      {isLost ? <TldrawUiMenuActionItem actionId="back-to-content" /> : null}
    </DefaultHelperButtons>
  )
}
