import { describe, expect, test } from 'vitest'
import { helpText, readOptions } from './options.ts'

const read = (line: string, env: Record<string, string> = {}) =>
  readOptions(line.split(' ').filter(Boolean), env, '/here')

describe('what is given', () => {
  test('nothing: the documented defaults', () => {
    expect(read('')).toEqual({
      ports: { web: 3000, api: 4000, engine: 4100, sfu: 4200, rtc: 44_400, internal: 4110, redis: 4379 },
      engines: 1,
      dataDir: '/here/.lectern',
      logLevel: 'info',
      lan: false,
      lanAddress: undefined,
      dev: false,
    })
  })

  test('the environment sets a value, and the command line wins over it', () => {
    const env = { LECTERN_WEB_PORT: '81', LECTERN_API_PORT: '82', LECTERN_DATA_DIR: '/data', LECTERN_LOG_LEVEL: 'warn' }
    expect(read('--port 90 --log-level=debug', env)).toMatchObject({
      ports: { web: 90, api: 82 },
      dataDir: '/data',
      logLevel: 'debug',
    })
  })

  test('an address for --lan asks for --lan', () => {
    expect(read('--lan-address 10.1.2.3')).toMatchObject({ lan: true, lanAddress: '10.1.2.3' })
  })

  test('several engines have ports of their own', () => {
    expect(read('--engines 3 --internal-port 5000 --redis-port 5100')).toMatchObject({
      engines: 3,
      ports: { internal: 5000, redis: 5100 },
    })
  })

  test('help wins over everything else', () => {
    expect(read('--port 1 --help')).toBe('help')
    for (const name of ['--port', '--lan', '--data', 'LECTERN_SFU_RTC_PORT']) expect(helpText()).toContain(name)
  })
})

describe('mistakes are answered with one sentence that names them', () => {
  test.each([
    ['--prot 1', {}, 'There is no option --prot: see npm start -- --help.'],
    ['--port', {}, '--port needs a value: write --port N.'],
    ['--port --lan', {}, '--port needs a value: write --port N.'],
    ['--port=', {}, '--port needs a value: write --port N.'],
    ['--lan=yes', {}, '--lan takes no value: leave out "=yes".'],
    ['--port 70000', {}, '--port (LECTERN_WEB_PORT) is "70000": give a port from 1 to 65535.'],
    ['', { LECTERN_API_PORT: '4k' }, '--api-port (LECTERN_API_PORT) is "4k": give a port from 1 to 65535.'],
    ['--port 4000', {}, 'web and api were both given port 4000: give each its own.'],
    ['--engines 2 --sfu-port 4111', {}, 'sfu and engine 2 were both given port 4111: give each its own.'],
    ['--engines none', {}, '--engines is "none": give a number from 1 to 16.'],
    ['--redis-port x', {}, '--redis-port is "x": give a port from 1 to 65535.'],
    ['--log-level loud', {}, '--log-level (LECTERN_LOG_LEVEL) is "loud": give one of'],
    ['', { npm_config_lan: 'true' }, 'npm took --lan for itself: write npm start -- --lan …'],
  ])('%s %j', (line, env, sentence) => {
    expect(() => read(line, env)).toThrow(sentence)
  })
})
