'use client'

import { Keyboard } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import type { MediaState } from '../media/MediaState.ts'
import { loadChoices, saveChoices } from '../prejoin/deviceChoices.ts'
import { LevelMeter } from '../prejoin/LevelMeter.tsx'
import { DeviceSelect, SpeakerChoice } from '../prejoin/Prejoin.tsx'
import { type DeviceLists, deviceLists } from '../prejoin/Preview.ts'
import { RefuseSwitch } from '../recording/RefuseSwitch.tsx'
import { useRoom } from '../room/RoomContext.ts'
import { CLASS_THEME_KEY, parseClassTheme } from './classTheme.ts'
import { PUSH_TO_TALK_KEY, parsePushToTalk } from './pushToTalk.ts'
import { useStored } from './useStored.ts'

export type SettingsDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  media: MediaState
  speakerId: string | undefined
  onSpeaker: (id: string) => void
  onShortcuts: () => void
}

/** Devices during class, look, recording, keys. */
export function SettingsDialog(props: SettingsDialogProps) {
  const { open, onOpenChange, onShortcuts } = props
  const { me } = useRoom()
  const [theme, setTheme] = useStored(CLASS_THEME_KEY, parseClassTheme)
  const [pushToTalk, setPushToTalk] = useStored(PUSH_TO_TALK_KEY, parsePushToTalk)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Settings">
      <div className="flex flex-col gap-6">
        <DeviceSettings {...props} />
        <hr className="border-hairline" />
        <RadioGroup
          label="Look of the class"
          value={theme}
          onValueChange={(value) => setTheme(parseClassTheme(value))}
          options={[
            { value: 'class', label: 'Dark' },
            { value: 'light', label: 'Light' },
          ]}
        />
        <Switch
          label="Hold Space to talk"
          hint="While your microphone is off, you are heard as long as you hold the space bar."
          checked={pushToTalk}
          onCheckedChange={setPushToTalk}
        />
        {me.role === 'instructor' ? null : <RefuseSwitch />}
        <Button
          icon={<Keyboard aria-hidden size={18} strokeWidth={1.75} />}
          onClick={onShortcuts}
          className="self-start"
        >
          Keyboard shortcuts
        </Button>
      </div>
    </Dialog>
  )
}

function DeviceSettings({ media, speakerId, onSpeaker }: SettingsDialogProps) {
  const { media: client } = useLiveClassroom()
  const lists = useDeviceLists()
  const [choices, setChoices] = useState(loadChoices)
  const choose = (device: 'microphone' | 'camera', id: string) => {
    const next = { ...choices, [device === 'camera' ? 'cameraId' : 'microphoneId']: id }
    setChoices(next)
    saveChoices(next)
    if (media[device].track) void client?.replaceDevice(device, id)
  }
  const listen = useCallback(
    (onLevel: (level: number) => void) => client?.onLevel(onLevel) ?? (() => undefined),
    [client],
  )
  if (!client) return <p className="text-15 text-muted">This class has no sound and picture.</p>
  return (
    <div className="flex flex-col gap-4">
      <DeviceSelect
        label="Choose a camera"
        none="No camera found"
        devices={lists.cameras}
        value={media.camera.track?.getSettings().deviceId ?? choices.cameraId}
        onChange={(id) => choose('camera', id)}
      />
      <div className="flex flex-col gap-2">
        <DeviceSelect
          label="Choose a microphone"
          none="No microphone found"
          devices={lists.microphones}
          value={media.microphone.track?.getSettings().deviceId ?? choices.microphoneId}
          onChange={(id) => choose('microphone', id)}
        />
        {media.microphone.track ? <LevelMeter listen={listen} /> : null}
      </div>
      {lists.speakers.length > 0 ? (
        <SpeakerChoice devices={lists.speakers} value={speakerId} onChange={onSpeaker} />
      ) : null}
    </div>
  )
}

const NO_DEVICES: DeviceLists = { microphones: [], cameras: [], speakers: [] }

/** Devices that are plugged in now. */
function useDeviceLists(): DeviceLists {
  const [lists, setLists] = useState(NO_DEVICES)
  useEffect(() => {
    const source = navigator.mediaDevices
    if (!source) return
    let gone = false
    const read = () => {
      void source.enumerateDevices().then(
        (infos) => {
          if (!gone) setLists(deviceLists(infos))
        },
        () => undefined,
      )
    }
    read()
    source.addEventListener('devicechange', read)
    return () => {
      gone = true
      source.removeEventListener('devicechange', read)
    }
  }, [])
  return lists
}
