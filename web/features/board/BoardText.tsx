'use client'

import type { Editor, TLShape } from '@tldraw/tldraw'
import { memo, useEffect, useState } from 'react'
import { type Described, readingOrder, summary, type TextLine } from './readingOrder.ts'

/** A screen reader is not told more often than this, ms. */
const READ_MS = 1500

/** The board for those who do not see it: what is on the page, and its text in reading order. */
export const BoardText = memo(function BoardText({ editor, title }: { editor: Editor; title: string }) {
  const [{ lines, sentence }, setContent] = useState<{ lines: TextLine[]; sentence: string }>({
    lines: [],
    sentence: '',
  })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      timer = undefined
      const shapes = editor.getCurrentPageShapes().map((shape) => describe(editor, shape))
      setContent({ lines: readingOrder(shapes), sentence: summary(shapes) })
    }
    const later = () => {
      timer ??= setTimeout(read, READ_MS)
    }
    read()
    const stop = editor.store.listen(later, { scope: 'document' })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [editor])

  return (
    <section aria-label={`Text of the board, ${title}`} className="sr-only">
      <p>{sentence}</p>
      <ol>
        {lines.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ol>
    </section>
  )
})

function describe(editor: Editor, shape: TLShape): Described {
  const text = editor.getShapeUtil(shape).getText(shape) ?? ''
  // Only text is put in order, and places of thousands of strokes cost time.
  const bounds = text === '' ? undefined : editor.getShapePageBounds(shape)
  return { shape, text, x: bounds?.x ?? 0, y: bounds?.y ?? 0 }
}
