import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { DiskSpace } from './DiskSpace.ts'

test('a disk with room takes what is written', async () => {
  await new DiskSpace(tmpdir()).mustHold(1000)
})

test('a full disk is told of until there is room again', async () => {
  let free = 1000
  const space = new DiskSpace('', async () => free)
  await expect(space.mustHold(10)).rejects.toThrow('only 0 MB are left')
  await expect(space.mustHold(10)).rejects.toThrow('only 0 MB are left')
  free = 1 << 30
  await space.mustHold(10)
})

test('it is not looked at for every write, and after many bytes it is', async () => {
  let looks = 0
  const space = new DiskSpace('', async () => {
    looks += 1
    return 2 ** 40
  })
  for (let n = 0; n < 10; n += 1) await space.mustHold(100)
  expect(looks).toBe(1)
  await space.mustHold(5 << 20)
  expect(looks).toBe(2)
})
