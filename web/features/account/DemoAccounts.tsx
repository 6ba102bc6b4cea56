const PASSWORD = 'lectern-demo'

const ACCOUNTS = [
  { email: 'ada@lectern.test', who: 'teaches' },
  { email: 'sam@lectern.test', who: 'attends' },
  { email: 'kim@lectern.test', who: 'attends' },
  { email: 'root@lectern.test', who: 'runs the school' },
]

/** The accounts of the demo school, whose password everybody may know. Choosing one fills in the form. */
export function DemoAccounts({ onChoose }: { onChoose: (email: string, password: string) => void }) {
  return (
    <section aria-labelledby="demo-title" className="rounded-box bg-sunken p-5 text-15">
      <h2 id="demo-title" className="font-medium">
        This is a demo school
      </h2>
      <p className="mt-1 text-muted">
        Choose somebody to be. The password of all is <span className="whitespace-nowrap text-ink">{PASSWORD}</span>.
      </p>
      <ul className="mt-3 flex flex-col">
        {ACCOUNTS.map(({ email, who }) => (
          <li key={email} className="flex items-center justify-between gap-4">
            <button
              type="button"
              onClick={() => onChoose(email, PASSWORD)}
              className="min-h-8 break-all text-left text-accent-ink underline underline-offset-4"
            >
              {email}
            </button>
            <span className="shrink-0 text-muted">{who}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
