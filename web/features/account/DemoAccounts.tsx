const ACCOUNTS = [
  { email: 'ada@lectern.test', who: 'teaches' },
  { email: 'sam@lectern.test', who: 'attends' },
  { email: 'kim@lectern.test', who: 'attends' },
  { email: 'root@lectern.test', who: 'runs the school' },
]

/** The accounts of the demo school, whose password everybody may know. */
export function DemoAccounts() {
  return (
    <section aria-labelledby="demo-title" className="rounded-box bg-sunken p-5 text-15">
      <h2 id="demo-title" className="font-medium">
        This is a demo school
      </h2>
      <p className="mt-1 text-muted">
        Every account below has the password <code className="text-ink">lectern-demo</code>.
      </p>
      <ul className="mt-3 flex flex-col gap-1">
        {ACCOUNTS.map(({ email, who }) => (
          <li key={email} className="flex justify-between gap-4">
            <code className="break-all">{email}</code>
            <span className="text-muted">{who}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
