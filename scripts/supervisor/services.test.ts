import { describe, expect, test } from 'vitest'
import { type Plan, serviceSpecs } from './services.ts'

const plan: Plan = {
  ports: { web: 1, api: 2, engine: 3, sfu: 4, rtc: 5 },
  dataDir: '/data',
  logLevel: 'warn',
  lan: undefined,
  dev: false,
  mediaWorker: '/worker',
  cluster: undefined,
}
const secrets = {
  databasePassword: 'db',
  redisPassword: 'redis',
  services: {
    LECTERN_JOIN_SECRET: 'join',
    LECTERN_API_SECRET: 'api',
    LECTERN_WEBHOOK_SECRET: 'webhook',
    LECTERN_SFU_SECRET: 'sfu',
    LECTERN_AUTH_SECRET: 'auth',
    LECTERN_DEBUG_SECRET: 'debug',
    LECTERN_CLUSTER_SECRET: 'cluster',
  },
}
const specs = (change: Partial<Plan> = {}, env = {}) =>
  serviceSpecs({ ...plan, ...change }, secrets, 'postgres://x', env)
const envOf = (name: string, all = specs()) => all.find((spec) => spec.name === name)!.env

test('services are listed from the browser inwards, which is the order of stopping', () => {
  expect(specs().map(({ name }) => name)).toEqual(['web', 'api', 'classroom-engine', 'sfu-cluster'])
})

test('a service gets the secrets it needs and no others, and only the api the database', () => {
  const env = { LECTERN_JOIN_SECRET: 'of the user', LECTERN_AUTH_SECRET: 'too' }
  const held = (name: string) => Object.keys(envOf(name, specs({}, env))).filter((key) => /_SECRET$|DATABASE/.test(key))
  expect(held('sfu-cluster')).toEqual(['LECTERN_SFU_SECRET', 'LECTERN_DEBUG_SECRET'])
  expect(held('web')).toEqual(['LECTERN_API_SECRET', 'LECTERN_AUTH_SECRET', 'LECTERN_DEBUG_SECRET'])
  expect(held('api')).toContain('LECTERN_DATABASE_URL')
  expect(held('classroom-engine')).not.toContain('LECTERN_DATABASE_URL')
})

test("what is set for one service no other gets: keys of others' services are among it", () => {
  const own = {
    web: { LECTERN_WEB_GOOGLE_SECRET: 'google' },
    api: { LECTERN_API_MUX_TOKEN_SECRET: 'mux', LECTERN_API_MUX_SIGNING_PRIVATE_KEY: 'key' },
    'classroom-engine': { LECTERN_ENGINE_ORIGINS: 'https://there' },
    'sfu-cluster': { LECTERN_SFU_TURN_SECRET: 'turn' },
  }
  const all = specs({}, Object.assign({}, ...Object.values(own)))
  for (const [name, settings] of Object.entries(own)) {
    expect(envOf(name, all)).toMatchObject(settings)
    const ofOthers = Object.values(own).flatMap((each) => (each === settings ? [] : Object.keys(each)))
    for (const key of ofOthers) expect(envOf(name, all)).not.toHaveProperty(key)
  }
})

test('pages may play from Mux where its keys are set', () => {
  expect(envOf('web', specs({}, { LECTERN_API_MUX_TOKEN_ID: 'id' })).LECTERN_WEB_MUX).toBe('1')
  expect(envOf('web').LECTERN_WEB_MUX).toBeUndefined()
})

test("the user's settings are passed on, misspelt ones too, so that the service can refuse them by name", () => {
  const env = { LECTERN_ENGINE_TICK: '5', LECTERN_FOO: '1', npm_config_x: 'y', PATH: '/bin' }
  expect(envOf('classroom-engine', specs({}, env))).toMatchObject({
    LECTERN_ENGINE_TICK: '5',
    LECTERN_FOO: '1',
    PATH: '/bin',
  })
  expect(envOf('classroom-engine', specs({}, env))).not.toHaveProperty('npm_config_x')
})

test('a service listens where the user says, and is asked for its readiness there', () => {
  const all = specs({}, { LECTERN_ENGINE_HOST: '0.0.0.0', LECTERN_API_HOST: '10.0.0.7' })
  const ready = (name: string) => all.find((spec) => spec.name === name)!.readyUrl
  expect(envOf('classroom-engine', all).LECTERN_ENGINE_HOST).toBe('0.0.0.0')
  expect(ready('classroom-engine')).toBe('http://127.0.0.1:3/readyz')
  expect(ready('api')).toBe('http://10.0.0.7:2/readyz')
  expect(envOf('web', all).LECTERN_WEB_HOST).toBe('127.0.0.1')
})

describe('several engines', () => {
  const cluster = { internalPorts: [6, 7], redisPort: 8 }
  const several = specs({ cluster })

  test('share one port and one Redis, which stops last, and each has a port and a name of its own', () => {
    expect(several.map(({ name }) => name)).toEqual([
      'web',
      'api',
      'classroom-engine',
      'classroom-engine-2',
      'sfu-cluster',
      'redis',
    ])
    const shared = {
      LECTERN_ENGINE_PORT: '3',
      LECTERN_REDIS_URL: 'redis://:redis@127.0.0.1:8',
      LECTERN_CLUSTER_SECRET: 'cluster',
    }
    expect(envOf('classroom-engine', several)).toMatchObject({
      ...shared,
      LECTERN_ENGINE_INTERNAL_PORT: '6',
      LECTERN_ENGINE_INTERNAL_URL: 'http://127.0.0.1:6',
      LECTERN_ENGINE_ID: 'engine',
    })
    expect(envOf('classroom-engine-2', several)).toMatchObject({
      ...shared,
      LECTERN_ENGINE_INTERNAL_PORT: '7',
      LECTERN_ENGINE_INTERNAL_URL: 'http://127.0.0.1:7',
      LECTERN_ENGINE_ID: 'engine-2',
    })
    expect(several.map(({ readyUrl }) => readyUrl).slice(2, 4)).toEqual([
      'http://127.0.0.1:6/readyz',
      'http://127.0.0.1:7/readyz',
    ])
  })

  test("use the user's Redis where one is named, and none is started", () => {
    const own = specs({ cluster: { internalPorts: [6], redisPort: undefined } }, { LECTERN_REDIS_URL: 'redis://there' })
    expect(own.map(({ name }) => name)).not.toContain('redis')
    expect(envOf('classroom-engine', own).LECTERN_REDIS_URL).toBe('redis://there')
  })
})

describe('in the local network', () => {
  const lan = specs({ lan: { address: '10.0.0.7', webPort: 9 } })

  test('a front takes the port of web, which hides behind it', () => {
    expect(lan.map(({ name }) => name)[0]).toBe('front')
    expect(envOf('web', lan)).toMatchObject({
      LECTERN_WEB_PORT: '9',
      LECTERN_WEB_HOST: '127.0.0.1',
      LECTERN_WEB_PROXIES: '1',
    })
  })

  test('pages, documents and media all go to the address of this machine', () => {
    expect(envOf('web', lan)).toMatchObject({
      LECTERN_PUBLIC_WEB_URL: 'https://10.0.0.7:1',
      LECTERN_PUBLIC_ENGINE_URL: 'https://10.0.0.7:1',
    })
    expect(envOf('sfu-cluster', lan).LECTERN_SFU_LISTEN_IP).toBe('10.0.0.7')
  })
})
