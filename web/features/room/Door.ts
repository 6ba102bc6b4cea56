import type { DoorRecording } from '../recording/DoorRecording.ts'

/** The way into a class, whoever gives it: the school, or a link with a token. */
export interface Door {
  title: string
  /** What stands above the title, for example the course. */
  above?: string
  /** As the class will see it. */
  name: string
  note?: string
  recording: DoorRecording
  action: 'Join class' | 'Start class'
  /** Opens the class where need be and gives the way in. Rejects with an error whose message may be shown; null = somebody else takes over. */
  enter: () => Promise<Ticket | null>
  /** Whether `enter` may be asked before one has decided to come in: it changes nothing. */
  ahead?: boolean
  /** A new token where the old one has expired. */
  refresh?: () => Promise<string>
  /** Whether `enter` finds a way in also after the ticket that it gave has expired. */
  opensAgain?: true
  /** Lets one choose another name. */
  rename?: () => void
  /** Is given each token that the class hands out, so that the page can come back after a reload. */
  keepToken?: (token: string) => void
  /** The class whose replay is offered once it is over. */
  replayOf?: string
  /** Where one goes afterwards; a guest has nowhere to go. */
  exit: { href: string; label: string } | null
}

export interface Ticket {
  /** Address of the engine. */
  engineUrl: string
  token: string
}
