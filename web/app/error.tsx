'use client'

import { PageFailed } from '../features/shell/PageFailed'

export default function AppFailed({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <PageFailed retry={retry} />
    </main>
  )
}
