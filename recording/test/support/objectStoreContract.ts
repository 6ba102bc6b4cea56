import { describe, expect, test } from 'vitest'
import { type ObjectInfo, ObjectNotFoundError, type ObjectStore } from '../../src/store/ObjectStore.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (body: Uint8Array): string => new TextDecoder().decode(body)

async function* parts(...bodies: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* bodies
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const result: Item[] = []
  for await (const item of items) result.push(item)
  return result
}

const keysOf = async (items: AsyncIterable<ObjectInfo>): Promise<string[]> => (await all(items)).map(({ key }) => key)

/** What every ObjectStore keeps to. `open` answers with the same, empty at first, store each time. */
export function objectStoreContract(name: string, open: () => Promise<ObjectStore>): void {
  let count = 0
  /** A place of its own in the store for each test. */
  const place = (): string => `contract/${process.pid}-${++count}`

  describe(`${name}: object store contract`, () => {
    test('[OS1] what was put is read back, whole, by another opening of the store too', async () => {
      const store = await open()
      const key = `${place()}/a.b_c-1`
      await store.put(key, bytes('first'))
      await store.put(key, bytes('second'))
      const again = await open()
      expect(text(await again.get(key))).toBe('second')
      expect(await again.head(key)).toEqual({ key, bytes: 6 })
      expect(Buffer.concat(await all(await again.getStream(key))).toString()).toBe('second')
    })

    test('[OS1] an object may be empty', async () => {
      const store = await open()
      const folder = place()
      await store.put(`${folder}/put`, new Uint8Array(0))
      await store.putStream(`${folder}/stream`, parts())
      for (const key of [`${folder}/put`, `${folder}/stream`]) {
        expect(await store.head(key)).toEqual({ key, bytes: 0 })
        expect(await store.get(key)).toHaveLength(0)
        expect(await all(await store.getStream(key))).toEqual([])
        expect(await store.get(key, { from: 0, to: 9 })).toHaveLength(0)
      }
    })

    test('[OS2] a stream of parts of any size becomes one object', async () => {
      const store = await open()
      const key = `${place()}/large`
      const body = Buffer.alloc(18 * 1024 * 1024, 'lectern ')
      await store.putStream(key, parts(body.subarray(0, 1), body.subarray(1, 7_000_000), body.subarray(7_000_000)))
      expect(Buffer.compare(await store.get(key), body)).toBe(0)
      expect(Buffer.compare(Buffer.concat(await all(await store.getStream(key))), body)).toBe(0)
    })

    test('[OS2] a stream that fails leaves what was there', async () => {
      const store = await open()
      const key = `${place()}/torn`
      await store.put(key, bytes('before'))
      async function* torn(): AsyncIterable<Uint8Array> {
        yield Buffer.alloc(9 * 1024 * 1024)
        throw new Error('the source failed')
      }
      await expect(store.putStream(key, torn())).rejects.toThrow('the source failed')
      expect(text(await store.get(key))).toBe('before')
      await expect(store.putStream(`${key}-new`, torn())).rejects.toThrow('the source failed')
      expect(await store.head(`${key}-new`)).toBeUndefined()
    })

    test('[OS3] ranges have both ends in them, and end with the object', async () => {
      const store = await open()
      const key = `${place()}/digits`
      await store.put(key, bytes('0123456789'))
      const ranges: [number, number, string][] = [
        [0, 0, '0'],
        [3, 5, '345'],
        [8, 99, '89'],
        [9, 9, '9'],
        [10, 12, ''],
      ]
      for (const [from, to, expected] of ranges) {
        expect(text(await store.get(key, { from, to })), `${from}-${to}`).toBe(expected)
        expect(Buffer.concat(await all(await store.getStream(key, { from, to }))).toString()).toBe(expected)
      }
    })

    test('[OS4] of what is not there, reading says so', async () => {
      const store = await open()
      const folder = place()
      await store.put(`${folder}/inner/there`, bytes('x'))
      for (const key of [`${folder}/nothing`, `${folder}/inner`, `${folder}/inner/there/below`]) {
        await expect(store.get(key)).rejects.toThrow(ObjectNotFoundError)
        await expect(store.get(key, { from: 0, to: 1 })).rejects.toThrow(ObjectNotFoundError)
        await expect(store.getStream(key)).rejects.toThrow(ObjectNotFoundError)
        expect(await store.head(key)).toBeUndefined()
      }
    })

    test('[OS5] a list has every object of a prefix once, by rising key', async () => {
      const store = await open()
      const folder = place()
      const names = ['a', 'a-b', 'a.b', 'aa/z', 'b/1', 'b/10', 'b/2', 'b-1', 'c/d/e/f']
      for (const name of names) await store.put(`${folder}/${name}`, bytes(name))
      const sorted = names.map((name) => `${folder}/${name}`).sort()
      expect(await keysOf(store.list(`${folder}/`))).toEqual(sorted)
      expect((await all(store.list(`${folder}/b/1`))).map(({ bytes }) => bytes)).toEqual([3, 4])
      expect(await keysOf(store.list(`${folder}/b`))).toEqual(sorted.filter((key) => key.startsWith(`${folder}/b`)))
      expect(await keysOf(store.list(`${folder}/nothing/`))).toEqual([])
    })

    test('[OS5] a list of more than one page is whole', async () => {
      const store = await open()
      const folder = place()
      const keys = Array.from({ length: 1100 }, (_, index) => `${folder}/${String(index).padStart(5, '0')}`)
      for (let at = 0; at < keys.length; at += 50) {
        await Promise.all(keys.slice(at, at + 50).map((key) => store.put(key, bytes('.'))))
      }
      expect(await keysOf(store.list(`${folder}/`))).toEqual(keys)
      await store.deleteAll(`${folder}/`)
      expect(await keysOf(store.list(`${folder}/`))).toEqual([])
    })

    test('[OS6] what was deleted is gone, and deleting again is fine', async () => {
      const store = await open()
      const folder = place()
      for (const name of ['one', 'all/1', 'all/2/3', 'allow']) await store.put(`${folder}/${name}`, bytes(name))
      for (const _ of ['first', 'again']) {
        await store.delete(`${folder}/one`)
        await store.deleteAll(`${folder}/all/`)
        expect(await keysOf(store.list(`${folder}/`))).toEqual([`${folder}/allow`])
      }
      await store.put(`${folder}/all/2/3`, bytes('back'))
      expect(text(await store.get(`${folder}/all/2/3`))).toBe('back')
    })

    test('[OS7] what is no key is refused, wherever it leads', async () => {
      const store = await open()
      const wrong = [
        '',
        '/',
        '/etc/passwd',
        '../x',
        'a/../../x',
        'a//b',
        'a/',
        './a',
        '.hidden',
        'a/.b',
        'a b',
        'ä',
        'a\\b',
      ]
      for (const key of [...wrong, 'a\0b', 'x'.repeat(600)]) {
        await expect(store.put(key, bytes('x')), key).rejects.toThrow(RangeError)
        await expect(store.putStream(key, parts()), key).rejects.toThrow(RangeError)
        await expect(store.get(key), key).rejects.toThrow(RangeError)
        await expect(store.getStream(key), key).rejects.toThrow(RangeError)
        await expect(store.head(key), key).rejects.toThrow(RangeError)
        await expect(store.delete(key), key).rejects.toThrow(RangeError)
      }
      for (const prefix of ['../', 'a/../', '/', 'a//', 'a/b']) {
        await expect(store.deleteAll(prefix), prefix).rejects.toThrow(RangeError)
      }
      await expect(all(store.list('../'))).rejects.toThrow(RangeError)
    })

    test('[OS8] of writers at once one wins, and readers see no mixture', async () => {
      const store = await open()
      const key = `${place()}/contended`
      const body = (letter: string): Uint8Array => bytes(letter.repeat(200_000))
      await store.put(key, body('z'))
      const writing = [...'abcdefgh'].map((letter) => store.put(key, body(letter)))
      const reading = Array.from({ length: 20 }, () => store.get(key))
      await Promise.all(writing)
      for (const read of [...(await Promise.all(reading)), await store.get(key)]) {
        expect(read).toHaveLength(200_000)
        expect(new Set(read).size).toBe(1)
      }
    })
  })
}
