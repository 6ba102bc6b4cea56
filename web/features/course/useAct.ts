'use client'

import { useState } from 'react'
import { RequestError } from '../../lib/RequestError'
import { useToast } from '../../ui/Toast'

/** Runs one act at a time and tells in a message when it was refused. Gives the act's name while it runs. */
export function useAct(): { running: string | undefined; act: (name: string, run: () => Promise<void>) => void } {
  const toast = useToast()
  const [running, setRunning] = useState<string>()
  const start = async (name: string, run: () => Promise<void>) => {
    setRunning(name)
    try {
      await run()
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      toast({ title: error.message, tone: 'error' })
    } finally {
      setRunning(undefined)
    }
  }
  return {
    running,
    act: (name, run) => {
      if (running === undefined) void start(name, run)
    },
  }
}
