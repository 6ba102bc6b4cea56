// A service for the supervisor's tests. Arguments: port, and "mute" for one that never gets ready, or a number of
// milliseconds that it takes to stop.
import { createServer } from 'node:http'

const [port, manner] = process.argv.slice(2)
console.log(JSON.stringify({ msg: `started as ${process.pid}` }))
if (manner === 'fail') {
  console.error('LECTERN_DUMMY: there is no such setting.')
  process.exit(1)
}
const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(3)
  response.end(String(process.pid))
})
server.listen(Number(port), '127.0.0.1')
process.on('SIGTERM', () => {
  console.log(JSON.stringify({ msg: 'stopped cleanly' }))
  server.close()
  server.closeAllConnections()
})
