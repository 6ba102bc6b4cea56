import { ButtonLink } from '../../ui/ButtonLink'
import { ClassSketch } from './ClassSketch'

/** What Lectern is, for someone who sees it for the first time. */
export function Hero({ loggedIn }: { loggedIn: boolean }) {
  return (
    <section className="grid items-center gap-10 lg:grid-cols-[1.1fr_1fr] lg:gap-16 lg:pt-8">
      <div className="flex flex-col items-start gap-5">
        <h1 className="max-w-[16ch] font-display text-44">A live classroom with one board for everyone.</h1>
        <p className="max-w-[52ch] text-17 text-muted">
          See and hear each other, draw on the same board, ask in turn and vote. It runs in the browser: no download,
          and no camera needed to attend.
        </p>
        <div className="flex flex-wrap gap-3 pt-1">
          {loggedIn ? (
            <ButtonLink href="/dashboard" variant="primary" size="large">
              Go to my classes
            </ButtonLink>
          ) : (
            <>
              <ButtonLink href="/signup" variant="primary" size="large">
                Create an account
              </ButtonLink>
              <ButtonLink href="#courses" size="large">
                Look at the courses
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <div className="overflow-hidden rounded-tile border border-hairline shadow-2">
        <ClassSketch className="block h-auto w-full" />
      </div>
    </section>
  )
}
