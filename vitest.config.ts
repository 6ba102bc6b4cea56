import { defineConfig } from 'vitest/config'
import { mediaWorkerPath } from './scripts/native/mediaWorkerPath.ts'

// `npm test` names the worker it provided; a single test run by hand finds the one in the cache.
const env = { MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? mediaWorkerPath() }
const notOurs = ['**/node_modules/**', '**/.next/**']

export default defineConfig({
  // graphql names two entries: Vite would take the other one than Node takes for Apollo, and the two do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    env,
    // What is waited for comes soon, but on a busy machine not within the second that is the default.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...notOurs, '*/test/**', '*/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['*/test/**/*.test.ts'],
          exclude: notOurs,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        // Browsers without cameras: they may share the machine with the integration tests, as those mostly wait.
        extends: true,
        test: {
          name: 'pages',
          include: ['*/e2e/pages/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['*/e2e/**/*.test.ts'],
          exclude: [...notOurs, '*/e2e/pages/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
