import { Server } from '@hocuspocus/server'

/** Hocuspocus as it comes, without extensions: `PORT` says where. */
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, stopOnSignals: false }).listen()
console.log('listening')
