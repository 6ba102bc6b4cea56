'use client'

import { signIn } from 'next-auth/react'
import { Button } from '../../ui/Button'

const NAMES = { google: 'Google', github: 'GitHub' } as const

export type Provider = keyof typeof NAMES

export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  if (providers.length === 0) return null
  return (
    <>
      <div className="flex items-center gap-3 text-13 text-muted">
        <span className="h-px flex-1 bg-hairline" />
        or
        <span className="h-px flex-1 bg-hairline" />
      </div>
      {providers.map((provider) => (
        <Button key={provider} onClick={() => void signIn(provider, { callbackUrl: next })}>
          Continue with {NAMES[provider]}
        </Button>
      ))}
    </>
  )
}
