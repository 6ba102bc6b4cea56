'use client'

import { toWireError } from '@lectern/protocol'
import { useCallback } from 'react'
import { useToast } from '../../ui/Toast.tsx'

/** Gives the function that shows a refused or failed command to the person. */
export function useShowProblem(): (error: unknown) => void {
  const toast = useToast()
  return useCallback((error) => toast({ title: toWireError(error).message, tone: 'error' }), [toast])
}
