import { randomUUID } from 'node:crypto'
import { API_TOKEN_AUDIENCE, OAUTH_SCOPE, WEB_SERVICE } from '@lectern/protocol'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD, person } from './support/people.ts'
import { outcomeOf, type School, SECRETS, startSchool } from './support/startSchool.ts'

const SIGN_UP =
  'mutation ($input: SignUpInput!) { signUp(input: $input) { token user { id name email role timeZone } } }'
const LOG_IN =
  'mutation ($email: String!, $password: String!) { logIn(email: $email, password: $password) { token user { id email } } }'
const OAUTH = 'mutation ($input: OAuthLogInInput!) { oauthLogIn(input: $input) { user { id email hasPassword } } }'
const ME = '{ me { id name email role hasPassword timeZone } }'

let school: School
const newEmail = () => `${randomUUID()}@lectern.test`
/** Each test comes from an address of its own, as the limits go by address. */
let lastAddress = 0
const from = (address: string) => ({ 'x-forwarded-for': address })
const newAddress = () => {
  lastAddress += 1
  return `203.0.113.${lastAddress}`
}

beforeAll(async () => {
  school = await startSchool()
})

afterAll(() => school.stop())

describe('sign-up', () => {
  const signUp = (input: object, address = newAddress()) =>
    school.ask(
      SIGN_UP,
      { input: { name: 'Grace Hopper', email: newEmail(), password: PASSWORD, ...input } },
      from(address),
    )

  test('makes a student who can log in', async () => {
    const email = newEmail()
    const { data } = await signUp({
      email: ` ${email.toUpperCase()} `,
      timeZone: 'Europe/Warsaw',
      name: '  Grace   Hopper ',
    })
    expect(data.signUp.user).toMatchObject({ name: 'Grace Hopper', email, role: 'STUDENT', timeZone: 'Europe/Warsaw' })
    const me = await school.ask(ME, {}, { authorization: `Bearer ${data.signUp.token}` })
    expect(me.data.me).toMatchObject({ email, hasPassword: true })
    expect(outcomeOf(await school.ask(LOG_IN, { email, password: PASSWORD }))).toBe('ok')
  })

  test('keeps only an argon2id hash with the parameters of OWASP', async () => {
    const email = newEmail()
    await signUp({ email })
    const { passwordHash } = await school.db.user.findUniqueOrThrow({ where: { email } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('answers a taken address and a guessable password alike', async () => {
    const { email } = await person(school)
    const taken = await signUp({ email })
    const guessable = await signUp({ password: 'password123' })
    expect(taken.errors[0]).toEqual(guessable.errors[0])
    expect(taken.errors[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST' } })
    expect(taken.errors[0]?.message).toContain('If you have an account, log in.')
  })

  test('two at once with one address make one account', async () => {
    const email = newEmail()
    const outcomes = (await Promise.all([signUp({ email }), signUp({ email })])).map(outcomeOf)
    expect(outcomes.sort()).toEqual(['BAD_REQUEST', 'ok'])
  })

  test.each([
    ['email', { email: 'nobody' }, 'Enter an email address'],
    ['email', { email: 'a\u0000@example.org' }, 'Enter an email address'],
    ['password', { password: 'short' }, 'at least 10 characters'],
    ['password', { password: 'x'.repeat(201) }, 'at most 200 characters'],
    ['name', { name: '   ' }, 'Name'],
    ['name', { name: 'x'.repeat(81) }, 'Name'],
    ['timeZone', { timeZone: 'Mars/Olympus' }, 'Choose a time zone'],
    ['timeZone', { timeZone: '+02:00' }, 'Choose a time zone'],
  ])('names the field %s where it does not fit', async (field, input, message) => {
    const { errors } = await signUp(input)
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_REQUEST', field },
    })
  })

  test('refused attempts from one address are few, and those that go well do not count', async () => {
    const { email } = await person(school)
    const address = newAddress()
    expect(outcomeOf(await signUp({}, address))).toBe('ok')
    for (let i = 0; i < 10; i += 1) expect(outcomeOf(await signUp({ email }, address))).toBe('BAD_REQUEST')
    const refused = await signUp({ email }, address)
    expect(outcomeOf(refused)).toBe('RATE_LIMITED')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(outcomeOf(await signUp({}, newAddress()))).toBe('ok')
  })
})

describe('log-in', () => {
  const logIn = (email: string, password: string, address = newAddress()) =>
    school.ask(LOG_IN, { email, password }, from(address))

  test('takes the address in any case', async () => {
    const { email, id } = await person(school)
    const { data } = await logIn(` ${email.toUpperCase()}`, PASSWORD)
    expect(data.logIn.user).toEqual({ id, email })
  })

  test('an unknown address, a wrong password, an account without one and nonsense answer alike', async () => {
    const { email } = await person(school)
    const { email: withoutPassword } = await person(school, { passwordHash: null })
    const answers = await Promise.all([
      logIn(newEmail(), PASSWORD),
      logIn(email, 'not the password'),
      logIn(withoutPassword, PASSWORD),
      logIn(withoutPassword, ''),
      logIn('', ''),
      logIn('a\u0000b', 'x'),
      logIn('x'.repeat(300), 'x'.repeat(300)),
    ])
    const [first] = answers
    expect(outcomeOf(first!)).toBe('WRONG_CREDENTIALS')
    for (const { errors, data } of answers)
      expect({ errors, data }).toEqual({ errors: first!.errors, data: first!.data })
  })

  test('an unknown address takes as long as a wrong password', async () => {
    const { email } = await person(school)
    const time = async (address: string) => {
      const start = performance.now()
      await logIn(address, 'not the password')
      return performance.now() - start
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let i = 0; i < 15; i += 1) {
      known.push(await time(email))
      unknown.push(await time(newEmail()))
    }
    const quickest = (times: number[]) => Math.min(...times)
    // Without the check against nobody's hash it is less than a tenth.
    expect(quickest(unknown)).toBeGreaterThan(quickest(known) / 2)
  })

  test('is held back after ten wrong passwords, even for attempts at once, and for that address alone', async () => {
    const { email } = await person(school)
    const address = newAddress()
    const outcomes = await Promise.all(Array.from({ length: 14 }, () => logIn(email, 'wrong', address).then(outcomeOf)))
    expect(outcomes.filter((outcome) => outcome === 'WRONG_CREDENTIALS')).toHaveLength(10)
    const held = await logIn(email, PASSWORD, address)
    expect(held.errors[0]).toMatchObject({
      message: 'Too many attempts. Try again in 15 minutes.',
      extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) },
    })
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(outcomeOf(await logIn(email, PASSWORD))).toBe('ok')
  })

  test('log-ins that go well are not counted', async () => {
    const { email } = await person(school)
    const address = newAddress()
    for (let i = 0; i < 15; i += 1) expect(outcomeOf(await logIn(email, PASSWORD, address))).toBe('ok')
  })

  test('guessing through many accounts is held back, too', async () => {
    const address = newAddress()
    const guesses = Array.from({ length: 105 }, () => logIn(newEmail(), 'wrong', address).then(outcomeOf))
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((outcome) => outcome === 'RATE_LIMITED')).toHaveLength(5)
  })
})

describe('log-in through Google or GitHub', () => {
  const serviceToken = (claims: object) =>
    new SignJWT({ sub: WEB_SERVICE, aud: API_TOKEN_AUDIENCE, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(SECRETS.LECTERN_API_SECRET))

  async function oauth(input: object, claims: object = { scope: OAUTH_SCOPE }) {
    const account = {
      provider: 'GOOGLE',
      providerAccountId: randomUUID(),
      email: newEmail(),
      emailVerified: true,
      name: 'Grace',
    }
    return school.ask(
      OAUTH,
      { input: { ...account, ...input } },
      { authorization: `Bearer ${await serviceToken(claims)}` },
    )
  }

  test('is refused without the scope for it', async () => {
    expect(outcomeOf(await oauth({}, {}))).toBe('NOT_ALLOWED')
  })

  test('makes an account, and finds it again by the provider’s id, whatever the address has become', async () => {
    const providerAccountId = randomUUID()
    const first = await oauth({ providerAccountId })
    const again = await oauth({ providerAccountId, email: newEmail(), emailVerified: false })
    expect(first.data.oauthLogIn.user).toMatchObject({ hasPassword: false })
    expect(again.data.oauthLogIn.user).toEqual(first.data.oauthLogIn.user)
  })

  test('two first log-ins at once make one account', async () => {
    const account = { providerAccountId: randomUUID(), email: newEmail() }
    const [a, b] = await Promise.all([oauth(account), oauth(account)])
    expect(a.data.oauthLogIn.user.id).toBe(b.data.oauthLogIn.user.id)
  })

  test('joins two providers that both vouch for one address', async () => {
    const email = newEmail()
    const google = await oauth({ email })
    const github = await oauth({ email: email.toUpperCase(), provider: 'GITHUB' })
    expect(github.data.oauthLogIn.user.id).toBe(google.data.oauthLogIn.user.id)
  })

  test('does not take over an account that signed up with a password', async () => {
    const { email } = await person(school)
    const { errors } = await oauth({ email })
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('Log in with its password'),
      extensions: { code: 'NOT_ALLOWED' },
    })
  })

  test('does not believe an address for which the provider does not vouch', async () => {
    expect(outcomeOf(await oauth({ emailVerified: false }))).toBe('NOT_ALLOWED')
  })

  test('takes a person whose name cannot be shown', async () => {
    expect(outcomeOf(await oauth({ name: '\u0000' }))).toBe('ok')
  })
})

describe('profile', () => {
  test('changes what is given and leaves the rest', async () => {
    const student = await person(school, { timeZone: 'Europe/Paris' })
    const update = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { name timeZone } }'
    const named = await school.askAs(student, update, { input: { name: 'Sam Okafor' } })
    expect(named.data.updateProfile).toEqual({ name: 'Sam Okafor', timeZone: 'Europe/Paris' })
    const moved = await school.askAs(student, update, { input: { timeZone: 'Asia/Tokyo', name: null } })
    expect(moved.data.updateProfile).toEqual({ name: 'Sam Okafor', timeZone: 'Asia/Tokyo' })
  })

  const CHANGE =
    'mutation ($old: String!, $new: String!) { changePassword(currentPassword: $old, newPassword: $new) { id } }'

  test('a new password replaces the old one', async () => {
    const student = await person(school)
    expect(outcomeOf(await school.askAs(student, CHANGE, { old: PASSWORD, new: 'battery staple horse' }))).toBe('ok')
    const logIn = (password: string) => school.ask(LOG_IN, { email: student.email, password }).then(outcomeOf)
    expect(await logIn(PASSWORD)).toBe('WRONG_CREDENTIALS')
    expect(await logIn('battery staple horse')).toBe('ok')
  })

  test.each([
    ['WRONG_CREDENTIALS', 'currentPassword', 'not the password', 'battery staple horse'],
    ['BAD_REQUEST', 'newPassword', PASSWORD, 'password123'],
    ['BAD_REQUEST', 'newPassword', PASSWORD, 'short'],
  ])('%s names %s', async (code, field, old, next) => {
    const { errors } = await school.askAs(await person(school), CHANGE, { old, new: next })
    expect(errors[0]?.extensions).toMatchObject({ code, field })
  })

  test('guessing the current password is held back', async () => {
    const student = await person(school)
    const guess = () => school.askAs(student, CHANGE, { old: 'wrong', new: 'battery staple horse' }).then(outcomeOf)
    for (let i = 0; i < 10; i += 1) expect(await guess()).toBe('WRONG_CREDENTIALS')
    expect(await guess()).toBe('RATE_LIMITED')
  })

  test('an account without a password has none to change', async () => {
    const student = await person(school, { passwordHash: null })
    expect(outcomeOf(await school.askAs(student, CHANGE, { old: '', new: 'battery staple horse' }))).toBe('NOT_ALLOWED')
  })
})

describe('admins', () => {
  test('find people by name or address, with the signs of LIKE standing for themselves', async () => {
    const admin = await person(school, { role: 'ADMIN' })
    const mark = randomUUID().slice(0, 8)
    const [percent] = await Promise.all([
      person(school, { name: `100% ${mark}` }),
      person(school, { name: `1000 ${mark}` }),
    ])
    const find = async (search: string) => {
      const { data } = await school.askAs(admin, 'query ($search: String!) { users(search: $search) { id } }', {
        search,
      })
      return data.users.map(({ id }: { id: string }) => id)
    }
    expect(await find(`100% ${mark.toUpperCase()}`)).toEqual([percent.id])
    expect(await find(percent.email.slice(0, 20))).toEqual([percent.id])
    expect(await find(`___% ${mark}`)).toEqual([])
  })

  test('change the roles of others, not their own', async () => {
    const admin = await person(school, { role: 'ADMIN' })
    const student = await person(school)
    const setRole = (userId: string) =>
      school.askAs(admin, 'mutation ($userId: ID!) { setRole(userId: $userId, role: INSTRUCTOR) { role } }', { userId })
    expect((await setRole(student.id)).data.setRole.role).toBe('INSTRUCTOR')
    expect(outcomeOf(await setRole(admin.id))).toBe('NOT_ALLOWED')
    expect(outcomeOf(await setRole(randomUUID()))).toBe('NOT_FOUND')
    expect(outcomeOf(await setRole('nonsense'))).toBe('NOT_FOUND')
  })
})

describe('tokens', () => {
  test('a bad one is told so, not taken for nobody', async () => {
    for (const authorization of ['Bearer nonsense', 'Basic YTpi', 'Bearer ']) {
      const answer = await school.ask(ME, {}, { authorization })
      expect(answer.status).toBe(401)
      expect(outcomeOf(answer)).toBe('NOT_LOGGED_IN')
    }
  })

  test('one of an account that is gone is nobody’s', async () => {
    const { data } = await school.askAs({ id: randomUUID() }, ME)
    expect(data.me).toBeNull()
  })
})
