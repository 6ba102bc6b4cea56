import { expect, test } from 'vitest'
import { shapeOf } from './useShape.ts'

test('desktop, tablet, phone and a phone on its side', () => {
  expect(shapeOf(1440, 900)).toEqual({ shape: 'wide', bar: 'wide' })
  expect(shapeOf(1024, 768)).toEqual({ shape: 'wide', bar: 'wide' })
  expect(shapeOf(820, 1180)).toEqual({ shape: 'wide', bar: 'phone' })
  expect(shapeOf(390, 844)).toEqual({ shape: 'phone', bar: 'phone' })
  expect(shapeOf(844, 390)).toEqual({ shape: 'landscape', bar: 'phone' })
})
