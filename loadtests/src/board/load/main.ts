import { LoadGroup } from './LoadGroup.ts'
import type { LoadReply, LoadRequest } from './LoadProcess.ts'

/** A process of clients, which does what its parent asks and ends with it. */
const group = new LoadGroup()

process.on('message', ({ id, method, input }: LoadRequest) => {
  const run = group[method] as (input: unknown) => Promise<unknown>
  run.call(group, input).then(
    (value) => reply({ id, value }),
    (error: Error) => reply({ id, error: error.message }),
  )
})
process.on('disconnect', () => process.exit(0))

const reply = (message: LoadReply) => process.send!(message)
