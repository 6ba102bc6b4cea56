import { expect, test } from 'vitest'
import { TestClass } from '../../test/commands/TestClass.ts'
import { react } from './react.ts'

test('the latest reaction of a person stands on the stage', async () => {
  const room = new TestClass()
  const sam = await room.join('sam')
  await sam.do(react, { kind: 'clap' })
  await sam.do(react, { kind: 'heart' })
  expect(room.stage.reactions.entries()).toEqual([['sam', { kind: 'heart', at: expect.any(Number) }]])
})
