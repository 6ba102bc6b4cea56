import { expect, test } from 'vitest'
import { z } from 'zod'
import { settingsTable } from './settingsTable.ts'

test('a setting has one row: what is shared first, defaults as they are, what must be set marked', () => {
  const LECTERN_LOG_LEVEL = z.string().default('info').describe('Least severe level.')
  const services = {
    web: { LECTERN_WEB_PORT: z.coerce.number().default(3000).describe('Port.'), LECTERN_LOG_LEVEL },
    api: {
      LECTERN_LOG_LEVEL,
      LECTERN_API_SECRET: z.string().describe('Signs a|b.').optional(),
      LECTERN_API_URL: z.url(),
    },
  }
  expect(settingsTable(services).split('\n').slice(2)).toEqual([
    '| `LECTERN_LOG_LEVEL` | web, api | `info` | Least severe level. |',
    '| `LECTERN_WEB_PORT` | web | `3000` | Port. |',
    '| `LECTERN_API_SECRET` | api | — | Signs a\\|b. |',
    '| `LECTERN_API_URL` | api | **required** |  |',
  ])
})
