'use client'

import { useToast } from '../../ui/Toast.tsx'

/** Copies the address of a class's guest page and tells what whoever opens it will meet. */
export function useCopyGuestLink(): (path: string, policy: 'open' | 'ask') => Promise<void> {
  const toast = useToast()
  return async (path, policy) => {
    const copied = await navigator.clipboard.writeText(`${window.location.origin}${path}`).then(
      () => true,
      () => false,
    )
    if (!copied) return toast({ title: 'The browser did not allow copying.', tone: 'error' })
    const then = policy === 'open' ? 'comes in at once' : 'waits until somebody lets them in'
    toast({ title: `Guest link copied. Whoever opens it ${then}.`, tone: 'success' })
  }
}
