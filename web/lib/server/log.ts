import { pino } from 'pino'
import { config } from '../config'

/** The service's logger: one JSON object per line. */
export const log = pino({ name: 'web', level: config().LECTERN_LOG_LEVEL })
