import type { ReactNode } from 'react'
import { hueOf } from '../../lib/hueOf'
import type { Viewer } from '../../lib/server/viewer'
import { Avatar } from '../../ui/Avatar'
import { Badge } from '../../ui/Badge'
import { AppearanceChoice } from './AppearanceChoice'
import { DetailsForm } from './DetailsForm'
import { PasswordForm } from './PasswordForm'

const ROLES = { STUDENT: 'Student', INSTRUCTOR: 'Instructor', ADMIN: 'Administrator' } as const
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

export function ProfilePage({ viewer }: { viewer: Viewer }) {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <div className="flex items-center gap-5 pb-4">
        <Avatar name={viewer.name} hue={hueOf(viewer.id)} size="large" />
        <div className="flex min-w-0 flex-col items-start gap-1">
          <h1 className="max-w-full truncate font-display text-32">{viewer.name}</h1>
          <p className="max-w-full truncate text-15 text-muted">{viewer.email}</p>
          <Badge>{ROLES[viewer.role]}</Badge>
        </div>
      </div>
      <Section title="Your details" text="How you appear to others, and the clock that class times are written by.">
        <DetailsForm name={viewer.name} timeZone={viewer.timeZone} zones={ZONES} />
      </Section>
      <Section
        title="Appearance"
        text="For this browser. In class you choose apart from it, since faces and boards look best on dark."
      >
        <AppearanceChoice />
      </Section>
      <Section title="Password" text="Choose one that you use nowhere else.">
        {viewer.hasPassword ? (
          <PasswordForm />
        ) : (
          <p className="text-15">You log in through another service, so there is no password here.</p>
        )}
      </Section>
    </div>
  )
}

function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid gap-5 border-hairline border-t py-8 md:grid-cols-[1fr_1.6fr] md:gap-10">
      <div>
        <h2 className="font-semibold text-17">{title}</h2>
        <p className="mt-1 text-15 text-muted">{text}</p>
      </div>
      <div>{children}</div>
    </section>
  )
}
