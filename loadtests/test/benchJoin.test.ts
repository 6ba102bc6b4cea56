import { expect, test } from 'vitest'
import { benchJoin } from '../src/join/benchJoin.ts'

// Building the web app, where it is not built yet, takes the most.
const PATIENCE_MS = 400_000

test(
  'bench:join, small: from the click to a picture of a classmate without a browser, each step in its turn',
  async () => {
    const results = await benchJoin({ sizes: [2], joins: 1 }, () => undefined)
    expect(results).toMatchObject([{ size: 2, times: [{}] }])
    const { socket, joined, opened, offered, connected, picture } = results[0]!.times[0]!
    const steps = [socket, joined, opened, offered, picture]
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    expect(connected).toBeGreaterThan(opened)
    expect(picture).toBeGreaterThan(joined)
  },
  PATIENCE_MS,
)
