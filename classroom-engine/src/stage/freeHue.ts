import { HUES } from '@lectern/protocol'
import type { Stage } from './Stage.ts'

/** The hue, 0 to 11, that the fewest people have: those who are not away count first, then all who ever came. */
export function freeHue(stage: Stage): number {
  const weights = new Array<number>(HUES).fill(0)
  // One person who is here outweighs any number of people who left.
  const here = stage.people.size + 1
  for (const [, person] of stage.people.entries()) {
    weights[person.hue % HUES] = weights[person.hue % HUES]! + (person.presence === 'away' ? 1 : here)
  }
  return weights.indexOf(Math.min(...weights))
}
