import type { Editor } from '@tldraw/tldraw'
import { type BoardPlace, MAX_SELECTED, MAX_TRAIL } from './presenceState.ts'

const round = (value: number) => Math.round(value * 10) / 10

/** Where the person is on the board right now. Reads signals: call it inside `react` or `computed` to follow changes. */
export function readPlace(editor: Editor): BoardPlace {
  const { scribbles, brush } = editor.getInstanceState()
  const pointer = editor.store.get('pointer:pointer' as never) as
    | { x: number; y: number; lastActivityTimestamp: number }
    | undefined
  const camera = editor.getCamera()
  const { w, h } = editor.getViewportScreenBounds()
  const laser = scribbles.filter(({ color }) => color === 'laser').flatMap(({ points }) => points)
  return {
    cursor: pointer && pointer.lastActivityTimestamp > 0 ? { x: round(pointer.x), y: round(pointer.y) } : null,
    view: {
      x: round(camera.x),
      y: round(camera.y),
      z: Math.round(camera.z * 1000) / 1000,
      w: Math.round(w),
      h: Math.round(h),
    },
    laser: laser.slice(-MAX_TRAIL).map(({ x, y }) => [round(x), round(y)]),
    selected: editor.getSelectedShapeIds().slice(0, MAX_SELECTED),
    brush: brush && { x: round(brush.x), y: round(brush.y), w: round(brush.w), h: round(brush.h) },
  }
}
