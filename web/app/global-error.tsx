'use client'

import './globals.css'
import { PageFailed } from '../features/shell/PageFailed'

export default function EverythingFailed({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="bg-paper text-ink">
        <main>
          <PageFailed retry={retry} />
        </main>
      </body>
    </html>
  )
}
