import { ButtonLink } from '../../ui/ButtonLink'

export function NothingHere() {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-5 py-16">
      <h1 className="font-display text-44">There is nothing here</h1>
      <p className="text-17 text-muted">
        The page was moved or removed, or the address has a typo. It may also be a course that is not open to you.
      </p>
      <ButtonLink href="/" variant="primary">
        Go to the courses
      </ButtonLink>
    </div>
  )
}
