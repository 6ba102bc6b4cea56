import { LecternError } from '@lectern/protocol'

export const takenOut = () =>
  new LecternError('NOT_ALLOWED', 'You were taken out of this recording, so nothing of yours is shown in it.')
