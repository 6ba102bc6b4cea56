import type { Viewer } from '../../lib/server/viewer'
import { ButtonLink } from '../../ui/ButtonLink'
import { AccountMenu } from './AccountMenu'
import { NavigationLinks } from './NavigationLinks'
import { navigation } from './navigation'
import { PhoneMenu } from './PhoneMenu'
import { ThemeMenu } from './ThemeMenu'
import { Wordmark } from './Wordmark'

export function Header({ viewer }: { viewer: Viewer | null }) {
  const links = navigation(viewer?.role)
  return (
    <header className="sticky top-0 z-30 border-hairline border-b bg-paper">
      <div className="mx-auto flex h-16 max-w-6xl items-center gap-6 px-5 sm:px-8">
        <Wordmark />
        <nav aria-label="Main" className="hidden flex-1 items-center gap-1 sm:flex">
          <NavigationLinks links={links} />
        </nav>
        <div className="ml-auto hidden items-center gap-2 sm:flex">
          {viewer ? (
            <AccountMenu viewer={viewer} />
          ) : (
            <>
              <ThemeMenu />
              <ButtonLink href="/login" variant="quiet">
                Log in
              </ButtonLink>
              <ButtonLink href="/signup" variant="primary">
                Sign up
              </ButtonLink>
            </>
          )}
        </div>
        <div className="ml-auto sm:hidden">
          <PhoneMenu viewer={viewer} links={links} />
        </div>
      </div>
    </header>
  )
}
