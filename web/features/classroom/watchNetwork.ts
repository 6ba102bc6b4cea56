export interface NetworkListeners {
  /** The browser knows that there is no network. */
  lost: () => void
  /** There is network again, or the page wakes up after a sleep in which it may have missed anything. */
  back: () => void
}

/** Tells what the browser says of its network and of the page's sleep. Returns the function that stops it. */
export function watchNetwork({ lost, back }: NetworkListeners): () => void {
  const shown = () => {
    if (globalThis.document.visibilityState === 'visible') back()
  }
  const page = globalThis.document as Document | undefined
  globalThis.addEventListener?.('offline', lost)
  globalThis.addEventListener?.('online', back)
  // `resume` ends what a browser did to a tab to save memory or battery.
  page?.addEventListener('resume', back)
  page?.addEventListener('visibilitychange', shown)
  return () => {
    globalThis.removeEventListener?.('offline', lost)
    globalThis.removeEventListener?.('online', back)
    page?.removeEventListener('resume', back)
    page?.removeEventListener('visibilitychange', shown)
  }
}
