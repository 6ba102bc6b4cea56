'use client'

import type { Editor } from '@tldraw/tldraw'
import { useEffect } from 'react'

/**
 * Keeps this view where the leader's is, while `follow`. `onBroken` is called when the person moves the view by hand.
 */
export function useFollow(editor: Editor | null, leader: string | null, follow: boolean, onBroken: () => void): void {
  useEffect(() => {
    if (!editor || leader === null || !follow) return
    let over = false
    const stopped = () => {
      const isHere = editor.getCollaborators().some(({ userId }) => userId === leader)
      // tldraw also stops when the leader goes; then one still wants to follow.
      if (!over && isHere) onBroken()
    }
    editor.startFollowingUser(leader)
    editor.on('stop-following', stopped)
    return () => {
      over = true
      editor.off('stop-following', stopped)
      editor.stopFollowingUser()
    }
  }, [editor, leader, follow, onBroken])
}
