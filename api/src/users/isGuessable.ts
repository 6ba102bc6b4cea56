const COMMON = new Set(
  `1234567890 12345678910 0123456789 0987654321 9876543210 1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop qwerty12345 qwerty123456
  q1w2e3r4t5 zaq12wsxcde asdfghjkl1 password12 password123 password1234 passw0rd123 mypassword iloveyou12 iloveyou123
  administrator letmein123 welcome123 princess123 football123 baseball123 superman123 sunshine123 unbelievable changeme123
  adminadmin abcdefghij abcd123456 abc1234567 qazwsxedcr 1qaz2wsx3edc computer123 internet123 minecraft1 pokemon123`.split(
    /\s+/,
  ),
)

const isOneThingRepeated = (text: string) => /^(.{1,3})\1+.?.?$/.test(text)

/** Whether a password is among the first that anybody would try for this account. */
export function isGuessable(password: string, { name, email }: { name: string; email: string }): boolean {
  const text = password.toLowerCase()
  const own = [email, email.split('@')[0] as string, name.toLowerCase(), name.toLowerCase().replaceAll(' ', '')]
  return COMMON.has(text) || isOneThingRepeated(text) || own.includes(text)
}
