import { Classroom } from '../../../features/classroom/Classroom.ts'
import type { ClassroomClient } from '../../../features/classroom/ClassroomClient.ts'
import { MediaClient } from '../../../features/media/MediaClient.ts'
import { Players } from './Players.ts'
import { watchConnections } from './watchConnections.ts'

/** What the tests reach into: the real clients on a page that has nothing else. */
export interface MediaPage {
  classroom: Classroom
  client: ClassroomClient
  media: MediaClient
  players: Players
  connections: ReturnType<typeof watchConnections>
}

declare global {
  interface Window {
    lectern: MediaPage
  }
}

const query = new URLSearchParams(location.search)
const connections = watchConnections()
const classroom = new Classroom({
  engineUrl: query.get('engine')!,
  token: query.get('token')!,
  makeMedia: (signalling) => new MediaClient(signalling),
})
const media = classroom.media as MediaClient
const players = new Players(media)
window.lectern = { classroom, client: classroom.client, media, players, connections }
classroom.start()
media.open()
