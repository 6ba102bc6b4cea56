'use client'

import { COMMANDS } from '@lectern/protocol'
import { Switch } from '../../ui/Switch.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { useStored } from '../settings/useStored.ts'
import { REFUSAL_WORDS } from './policyWords.ts'
import { parseRefusal, REFUSAL_KEY } from './refusal.ts'

/** Leaves oneself out of the recording, during class. */
export function RefuseSwitch() {
  const { me, people, run } = useRoom()
  const [, keep] = useStored(REFUSAL_KEY, parseRefusal)
  const change = async (refuse: boolean) => {
    if (await run(COMMANDS.refuseRecording, { refuse })) keep(refuse)
  }
  return (
    <Switch
      label="Don’t record me"
      hint={REFUSAL_WORDS}
      checked={people.get(me.userId)?.refusesRecording ?? false}
      onCheckedChange={(refuse) => void change(refuse)}
    />
  )
}
