'use client'

import '@tldraw/tldraw/tldraw.css'
import './board.css'
import {
  DefaultColorStyle,
  type Editor,
  react,
  type TLEmbedDefinition,
  type TLUserPreferences,
  Tldraw,
  useTldrawUser,
} from '@tldraw/tldraw'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { pageNonce } from '../../lib/pageNonce.ts'
import { assetUrls } from './assetUrls.ts'
import type { BoardSession } from './BoardSession.ts'
import { boardComponents } from './boardComponents.ts'
import { boardOverrides } from './boardOverrides.ts'
import { bookmark } from './bookmark.ts'
import { personColours } from './personColours.ts'
import { readPlace } from './readPlace.ts'

export type BoardCanvasProps = {
  session: BoardSession
  me: { userId: string; name: string; hue: number }
  mayDraw: boolean
  /** Others see where I point and look. */
  shown: boolean
  /** Pen of the first stroke. */
  pen: string
  licenseKey?: string
  onEditor: (editor: Editor | null) => void
}

/** What a person chose and keeps from page to page. */
interface Carried {
  tool: string
  styles: ReturnType<Editor['getInstanceState']>['stylesForNextShape']
  toolLocked: boolean
}

const OPTIONS = {
  maxPages: 1,
  maxShapesPerPage: 20_000,
  actionShortcutsLocation: 'toolbar',
  branding: 'Lectern',
  nonce: pageNonce(),
} as const
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/svg+xml'] as const
/** Pictures are made small when they are put on the board; larger ones than this are not even read. */
const MAX_PICTURE_BYTES = 20 * 1024 * 1024
/** So long after its last turn a wheel still counts as turning. */
const WHEEL_MS = 300
const NO_VIDEOS: readonly string[] = []
const NO_EMBEDS: TLEmbedDefinition[] = []
/** tldraw asks for the start of the text, a moment after it has the focus: the first letter may be there by then, and the next would go before it. */
const TEXT_OPTIONS = { tipTapConfig: { autofocus: 'end', injectNonce: pageNonce() } } as const

/** tldraw on one page of the board. */
export const BoardCanvas = memo(function BoardCanvas(props: BoardCanvasProps) {
  const { session, mayDraw, shown, licenseKey, onEditor } = props
  const [editor, setEditor] = useState<Editor | null>(null)
  const user = useBoardUser(props.me)
  const carried = useRef<Carried | null>(null)
  const latest = useRef(props)
  latest.current = props

  const handleMount = useCallback(
    (mounted: Editor) => {
      const { pen, mayDraw: draws } = latest.current
      setUp(mounted, carried.current, draws, pen)
      const stops = [flushAtPointerUp(mounted, latest.current.session), watchFocus(mounted)]
      setEditor(mounted)
      onEditor(mounted)
      return () => {
        carried.current = carry(mounted)
        for (const stop of stops) stop()
        setEditor(null)
        onEditor(null)
      }
    },
    [onEditor],
  )

  useEffect(() => {
    if (editor) applyRight(editor, mayDraw)
  }, [editor, mayDraw])

  useEffect(() => {
    const { presence } = session
    if (!editor || !shown) {
      presence.setPlace(null)
      return
    }
    return react('tell where I am', () => presence.setPlace(readPlace(editor)))
  }, [editor, session, shown])

  return (
    <Tldraw
      store={session.store}
      user={user}
      assetUrls={assetUrls}
      components={boardComponents}
      overrides={boardOverrides}
      options={OPTIONS}
      licenseKey={licenseKey}
      acceptedImageMimeTypes={PICTURES}
      acceptedVideoMimeTypes={NO_VIDEOS}
      maxAssetSize={MAX_PICTURE_BYTES}
      embeds={NO_EMBEDS}
      textOptions={TEXT_OPTIONS}
      autoFocus={false}
      inferDarkMode={false}
      initialState={mayDraw ? 'draw' : 'hand'}
      onMount={handleMount}
    />
  )
})

function useBoardUser({ userId, name, hue }: BoardCanvasProps['me']) {
  const [choices, setChoices] = useState<Partial<TLUserPreferences>>({})
  const userPreferences = useMemo<TLUserPreferences>(() => {
    const animationSpeed = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 1
    const color = personColours()[hue]?.fill
    return { animationSpeed, locale: 'en', ...choices, id: userId, name, color, colorScheme: 'light' }
  }, [userId, name, hue, choices])
  return useTldrawUser({ userPreferences, setUserPreferences: setChoices })
}

function setUp(editor: Editor, carried: Carried | null, mayDraw: boolean, pen: string): void {
  editor.updateInstanceState({ isReadonly: !mayDraw })
  if (carried) {
    editor.updateInstanceState({ stylesForNextShape: carried.styles, isToolLocked: carried.toolLocked })
    if (mayDraw) editor.setCurrentTool(carried.tool)
  } else {
    editor.setStyleForNextShapes(DefaultColorStyle, pen)
  }
  // A link becomes a card with its address, and nothing is fetched from there.
  editor.registerExternalAssetHandler('url', async ({ url }) => bookmark(url))
}

function carry(editor: Editor): Carried {
  const { stylesForNextShape: styles, isToolLocked: toolLocked } = editor.getInstanceState()
  return { tool: editor.getCurrentToolId(), styles, toolLocked }
}

/** Right given: pen in hand. Right taken: hand, and nothing half done stays. */
function applyRight(editor: Editor, mayDraw: boolean): void {
  if (editor.getInstanceState().isReadonly === !mayDraw) return
  if (!mayDraw) {
    editor.cancel()
    editor.setEditingShape(null)
    editor.selectNone()
  }
  editor.updateInstanceState({ isReadonly: !mayDraw })
  editor.setCurrentTool(mayDraw ? 'draw' : 'hand')
}

/** The end of a stroke is written at once. */
function flushAtPointerUp(editor: Editor, { binding }: BoardSession): () => void {
  const handle = (event: { name: string }) => {
    // tldraw tells of store changes in the next frame, so writing waits for that.
    if (event.name === 'pointer_up') requestAnimationFrame(() => setTimeout(() => binding.flush()))
  }
  const leave = () => binding.flush()
  editor.on('event', handle)
  window.addEventListener('pagehide', leave)
  return () => {
    editor.off('event', handle)
    window.removeEventListener('pagehide', leave)
  }
}

/** tldraw's keys work while the focus is on the board, and only then: elsewhere they belong to the class page. */
function watchFocus(editor: Editor): () => void {
  const container = editor.getContainer()
  const focusIn = () => editor.focus({ focusContainer: false })
  const focusOut = (event: FocusEvent) => {
    if (!container.contains(event.relatedTarget as Node | null)) editor.blur({ blurContainer: false })
  }
  const pressed = () => editor.focus()
  // tldraw takes the wheel only with the focus. Here it should pan what is under the pointer, and the focus stays where it is.
  let wheelTimer: ReturnType<typeof setTimeout> | undefined
  const wheel = () => {
    if (editor.getInstanceState().isFocused && wheelTimer === undefined) return
    editor.updateInstanceState({ isFocused: true })
    clearTimeout(wheelTimer)
    wheelTimer = setTimeout(() => {
      wheelTimer = undefined
      editor.updateInstanceState({ isFocused: container.contains(document.activeElement) })
    }, WHEEL_MS)
  }
  container.addEventListener('focusin', focusIn)
  container.addEventListener('focusout', focusOut)
  container.addEventListener('pointerdown', pressed)
  container.addEventListener('wheel', wheel, { capture: true, passive: true })
  return () => {
    clearTimeout(wheelTimer)
    container.removeEventListener('focusin', focusIn)
    container.removeEventListener('focusout', focusOut)
    container.removeEventListener('pointerdown', pressed)
    container.removeEventListener('wheel', wheel, { capture: true })
  }
}
