import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AccountCard } from '../../../features/account/AccountCard'
import { LogInForm } from '../../../features/account/LogInForm'
import { ProviderButtons } from '../../../features/account/ProviderButtons'
import { config } from '../../../lib/config'
import type { SearchParams } from '../../../lib/SearchParams'
import { safePath } from '../../../lib/safePath'
import { oauthProviderNames } from '../../../lib/server/authOptions'
import { viewer } from '../../../lib/server/viewer'

export const metadata: Metadata = { title: 'Log in' }

export default async function LogInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { callbackUrl, error } = await searchParams
  const next = safePath(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await viewer()) redirect(next)
  return (
    <AccountCard
      title="Log in"
      after={
        <>
          New here?{' '}
          <Link
            href={`/signup?callbackUrl=${encodeURIComponent(next)}`}
            className="text-accent-ink underline underline-offset-4"
          >
            Create an account
          </Link>
        </>
      }
    >
      <LogInForm next={next} failed={typeof error === 'string' ? error : undefined} demo={config().LECTERN_DEMO} />
      <ProviderButtons providers={oauthProviderNames(config())} next={next} />
    </AccountCard>
  )
}
