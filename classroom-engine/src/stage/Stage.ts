import {
  DEFAULT_GRANTS,
  documentKind,
  type GuestPolicy,
  NOT_RECORDED,
  NOTES,
  STAGE,
  STAGE_CLASS,
  STAGE_HANDS,
  STAGE_MEDIA,
  STAGE_PAGES,
  STAGE_PEOPLE,
  STAGE_POLLS,
  STAGE_REACTIONS,
  type StageClass,
  type StageHand,
  type StageMedia,
  type StagePage,
  type StagePerson,
  type StagePoll,
  type StageReaction,
  type StageRecording,
  type Standing,
} from '@lectern/protocol'
import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { JsonTable } from './JsonTable.ts'

/** How a class opens. `at`: log time in ms. */
interface StageOpening {
  title: string
  guestPolicy: GuestPolicy
  at: number
}

/** The `stage` document, typed. Holds no state of its own: make one wherever there is the Y.Doc. */
export class Stage {
  readonly people: JsonTable<StagePerson>
  readonly pages: JsonTable<StagePage>
  readonly hands: JsonTable<StageHand>
  readonly polls: JsonTable<StagePoll>
  readonly reactions: JsonTable<StageReaction>
  readonly media: JsonTable<StageMedia>
  readonly #class: Y.Map<unknown>

  constructor(doc: Y.Doc) {
    this.#class = doc.getMap(STAGE_CLASS)
    this.people = new JsonTable(doc, STAGE_PEOPLE)
    this.pages = new JsonTable(doc, STAGE_PAGES)
    this.hands = new JsonTable(doc, STAGE_HANDS)
    this.polls = new JsonTable(doc, STAGE_POLLS)
    this.reactions = new JsonTable(doc, STAGE_REACTIONS)
    this.media = new JsonTable(doc, STAGE_MEDIA)
  }

  /** Whether `initialise` has run on this document. */
  get initialised(): boolean {
    return this.#class.has('state')
  }

  /** Fills an empty stage: class fields and the first page. On a stage that has them it does nothing. */
  initialise({ title, guestPolicy, at }: StageOpening): void {
    if (this.initialised) return
    this.set({
      title,
      state: 'live',
      startedAt: at,
      endedAt: null,
      layout: 'board',
      layoutForAll: false,
      page: '1',
      spotlight: null,
      timer: null,
      locks: {},
      defaultGrants: [...DEFAULT_GRANTS],
      guestPolicy,
      chatDocuments: 1,
      pagesMade: 1,
      recording: { ...NOT_RECORDED },
    })
    this.pages.set('1', { title: 'Page 1', order: 1 })
  }

  /** One field of the class. Throws on a stage that is not initialised. */
  get<Field extends keyof StageClass>(field: Field): StageClass[Field] {
    if (!this.#class.has(field)) throw new Error(`the stage has no ${field} yet`)
    return this.#class.get(field) as StageClass[Field]
  }

  /** Writes those of the given fields that differ. */
  set(fields: Partial<StageClass>): void {
    for (const [field, value] of Object.entries(fields)) {
      if (this.#class.has(field) && equalityDeep(this.#class.get(field), value)) continue
      this.#class.set(field, value)
    }
  }

  /** Of a class that began under an older engine: not recorded. */
  get recording(): StageRecording {
    return (this.#class.get('recording') as StageRecording | undefined) ?? NOT_RECORDED
  }

  /** What a person's rights depend on now; undefined for somebody who never came in. */
  standing(userId: string): Standing | undefined {
    const person = this.people.get(userId)
    return person && { role: person.role, grants: person.grants, locks: this.get('locks') }
  }

  /** Whether a document of the room exists now. Rule [DO1]. */
  hasDocument(name: string): boolean {
    const kind = documentKind(name)
    if (kind === 'board') return this.pages.has(name.slice('board/'.length))
    if (kind === 'chat') return Number(name.slice('chat/'.length)) < this.get('chatDocuments')
    return name === STAGE || name === NOTES
  }
}
