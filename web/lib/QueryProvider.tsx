'use client'

import { ERRORS } from '@lectern/protocol'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { RequestError } from './RequestError'

const MAX_RETRIES = 2

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 2_000, retry: shouldRetry } } }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= MAX_RETRIES) return false
  if (!(error instanceof RequestError) || error.code === 'UNREACHABLE') return true
  return ERRORS[error.code].retry !== 'never'
}
