import { afterEach, expect, test, vi } from 'vitest'
import { StudioError } from '../studio/StudioError.ts'
import { runFfmpeg } from './runFfmpeg.ts'

const { signal } = new AbortController()

afterEach(() => vi.unstubAllEnvs())

test('a machine without ffmpeg is told of', async () => {
  vi.stubEnv('PATH', '/nowhere')
  await expect(runFfmpeg(['-version'], { signal })).rejects.toThrow(
    new StudioError('ffmpeg is not installed on the server.'),
  )
})

test('what was stopped does not start', async () => {
  await expect(runFfmpeg(['-version'], { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
})
