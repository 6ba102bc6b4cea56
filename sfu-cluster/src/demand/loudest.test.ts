import { expect, test } from 'vitest'
import { LOUDEST_RULES, type Loudest, NOBODY_LOUD, nextLoudest, speakingNow, type Volume } from './loudest.ts'

const rules = { ...LOUDEST_RULES, count: 2 }
const everybody = ['ada', 'ben', 'cyd', 'dot']
const says = (levels: Record<string, number>): Volume[] =>
  Object.entries(levels).map(([producerId, volume]) => ({ producerId, volume }))

/** Two people have been talking at -30 up to now = 1000. */
function talking(): Loudest {
  return nextLoudest(NOBODY_LOUD, says({ ada: -30, ben: -30 }), everybody, 1000, rules)
}

test('as long as all fit, all are heard, also in silence', () => {
  expect(nextLoudest(NOBODY_LOUD, [], ['ada', 'ben'], 0, rules).audible).toEqual(['ada', 'ben'])
})

test('those who speak first are heard', () => {
  expect(nextLoudest(NOBODY_LOUD, says({ cyd: -40, dot: -30 }), everybody, 0, rules).audible).toEqual(['dot', 'cyd'])
})

test('somebody a little louder does not push out people who are speaking', () => {
  const now = nextLoudest(talking(), says({ ada: -30, ben: -30, cyd: -25 }), everybody, 1200, rules)
  expect(now.audible).toEqual(['ada', 'ben'])
})

test('somebody much louder takes the place of the quieter one', () => {
  const now = nextLoudest(talking(), says({ ada: -20, ben: -40, cyd: -15 }), everybody, 1200, rules)
  expect(now.audible).toEqual(['ada', 'cyd'])
})

test('a short pause does not cost the place; a long one does, once somebody else speaks', () => {
  const pause = nextLoudest(talking(), says({ ada: -30, cyd: -38 }), everybody, 1400, rules)
  expect(pause.audible).toEqual(['ada', 'ben'])
  const later = nextLoudest(pause, says({ ada: -30, cyd: -38 }), everybody, 2600, rules)
  expect(later.audible).toEqual(['ada', 'cyd'])
})

test('silence changes nothing', () => {
  expect(nextLoudest(talking(), [], everybody, 60_000, rules).audible).toEqual(['ada', 'ben'])
})

test('who leaves or is muted gives up the place to whoever was heard last', () => {
  const three = nextLoudest(talking(), says({ ada: -30, ben: -30, dot: -31 }), everybody, 1200, rules)
  expect(nextLoudest(three, [], ['ben', 'cyd', 'dot'], 1300, rules).audible).toEqual(['ben', 'dot'])
})

test('two equally loud people do not alternate', () => {
  let state = nextLoudest(NOBODY_LOUD, says({ ada: -30 }), ['ada', 'ben'], 0, { ...rules, count: 1 })
  const seen = new Set<string>()
  for (let t = 200; t < 6000; t += 200) {
    const wobble = t % 400 === 0 ? 3 : -3
    state = nextLoudest(state, says({ ada: -30 + wobble, ben: -30 - wobble }), ['ada', 'ben'], t, {
      ...rules,
      count: 1,
    })
    seen.add(state.audible.join())
  }
  expect([...seen]).toEqual(['ada'])
})

test('speaking: loudest first, over after a moment of silence', () => {
  const state = nextLoudest(NOBODY_LOUD, says({ ada: -40, ben: -20 }), everybody, 1000, rules)
  expect(speakingNow(state, 1000, rules)).toEqual(says({ ben: -20, ada: -40 }))
  expect(speakingNow(state, 1899, rules)).toHaveLength(2)
  expect(speakingNow(state, 1900, rules)).toEqual([])
})
