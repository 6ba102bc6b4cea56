import { ClassroomClient } from '../../../features/classroom/ClassroomClient.ts'
import { MediaClient } from '../../../features/media/MediaClient.ts'
import { Players } from './Players.ts'
import { watchConnections } from './watchConnections.ts'

/** What the tests reach into: the real clients on a page that has nothing else. */
export interface MediaPage {
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
const client = new ClassroomClient({ engineUrl: query.get('engine')!, token: query.get('token')! })
const media = new MediaClient(client)
const players = new Players(media)
window.lectern = { client, media, players, connections }
client.start()
media.open()
