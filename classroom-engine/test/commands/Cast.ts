import { randomUUID } from 'node:crypto'
import type { JoinClaims, Role } from '@lectern/protocol'
import { mintToken } from '../support/mintToken.ts'
import { Client } from './Client.ts'

/** The people of one class on a real engine, each brought in when the test first needs them. */
export class Cast {
  readonly room: string
  readonly #url: string
  readonly #people = new Map<string, Promise<Client>>()

  constructor(url: string, room = `room-${randomUUID()}`) {
    this.room = room
    this.#url = url
  }

  /** Ada, the instructor: the room is hers. */
  get ada(): Promise<Client> {
    return this.#once('ada', () => this.join('ada', 'instructor'))
  }

  get tim(): Promise<Client> {
    return this.#once('tim', () => this.join('tim', 'assistant'))
  }

  get sam(): Promise<Client> {
    return this.#once('sam', () => this.join('sam', 'student'))
  }

  /** Kim, a student: whom things are done to. */
  get kim(): Promise<Client> {
    return this.#once('kim', () => this.join('kim', 'student'))
  }

  /** Oda, a student: who looks on. */
  get oda(): Promise<Client> {
    return this.#once('oda', () => this.join('oda', 'student'))
  }

  /** Gil, a guest in the waiting room. */
  get gil(): Promise<Client> {
    return this.#once('gil', async () => {
      await this.ada
      return this.join('gil', 'student', { guest: true })
    })
  }

  /** Rex, who came, and whom the instructor removed. */
  get rex(): Promise<Client> {
    return this.#once('rex', async () => {
      const rex = await this.join('rex', 'student')
      await (await this.ada).do('remove', { userId: 'rex' })
      await rex.closed()
      return rex
    })
  }

  /** Another connection, which has not asked to join. */
  async connect(sub: string, role: Role, claims: Partial<JoinClaims> = {}): Promise<Client> {
    const token = await mintToken({ room: this.room, sub, role, ...claims })
    const client = new Client(this.#url, { room: this.room, userId: sub, token })
    this.#people.set(randomUUID(), Promise.resolve(client))
    return client.connected()
  }

  async join(sub: string, role: Role, claims: Partial<JoinClaims> = {}): Promise<Client> {
    const client = await this.connect(sub, role, claims)
    await client.do('joinClass', {})
    return client
  }

  /** Connects with a token as it stands. */
  async connectWith(userId: string, token: string): Promise<Client> {
    const client = new Client(this.#url, { room: this.room, userId, token })
    this.#people.set(randomUUID(), Promise.resolve(client))
    return client.connected()
  }

  async close(): Promise<void> {
    for (const client of await Promise.allSettled(this.#people.values())) {
      if (client.status === 'fulfilled') client.value.close()
    }
  }

  #once(name: string, make: () => Promise<Client>): Promise<Client> {
    const found = this.#people.get(name) ?? make()
    this.#people.set(name, found)
    return found
  }
}
