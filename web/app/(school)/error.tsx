'use client'

import { PageFailed } from '../../features/shell/PageFailed'

export default function SchoolPageFailed({ retry }: { error: unknown; retry: () => void }) {
  return <PageFailed retry={retry} />
}
