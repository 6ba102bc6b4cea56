import type { ReactNode } from 'react'
import type { Viewer } from '../../lib/server/viewer'
import { TimeProvider } from '../time/TimeProvider'
import { Header } from './Header'

/** Header, page, footer: the frame of every page of the school. */
export function SchoolShell({ viewer, children }: { viewer: Viewer | null; children: ReactNode }) {
  return (
    <TimeProvider zone={viewer?.timeZone} renderedAt={Date.now()}>
      <a
        href="#main"
        className="sr-only z-50 rounded-box bg-accent px-4 py-2 font-medium text-15 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col">
        <Header viewer={viewer} />
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-5 pt-8 pb-20 outline-none sm:px-8">
          {children}
        </main>
        <footer className="border-hairline border-t">
          <p className="mx-auto max-w-6xl px-5 py-6 text-13 text-muted sm:px-8">
            Lectern, a live classroom. Free software under the MIT licence.
          </p>
        </footer>
      </div>
    </TimeProvider>
  )
}
