import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AccountCard } from '../../../features/account/AccountCard'
import { ProviderButtons } from '../../../features/account/ProviderButtons'
import { SignUpForm } from '../../../features/account/SignUpForm'
import { config } from '../../../lib/config'
import type { SearchParams } from '../../../lib/SearchParams'
import { safePath } from '../../../lib/safePath'
import { oauthProviderNames } from '../../../lib/server/authOptions'
import { viewer } from '../../../lib/server/viewer'

export const metadata: Metadata = { title: 'Sign up' }

export default async function SignUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { callbackUrl } = await searchParams
  const next = safePath(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await viewer()) redirect(next)
  return (
    <AccountCard
      title="Create an account"
      after={
        <>
          You have one already?{' '}
          <Link
            href={`/login?callbackUrl=${encodeURIComponent(next)}`}
            className="text-accent-ink underline underline-offset-4"
          >
            Log in
          </Link>
        </>
      }
    >
      <SignUpForm next={next} />
      <ProviderButtons providers={oauthProviderNames(config())} next={next} />
    </AccountCard>
  )
}
