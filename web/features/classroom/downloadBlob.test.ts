import { expect, test } from 'vitest'
import { fileName } from './downloadBlob.ts'

test('a file name keeps letters of any script and loses what file systems dislike', () => {
  expect(fileName('Week 3: Žofie/李?')).toBe('Week 3 Žofie 李')
  expect(fileName(' \n ')).toBe('Lectern')
  expect(fileName('x'.repeat(200))).toHaveLength(80)
})
