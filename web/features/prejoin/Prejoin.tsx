'use client'

import { Mic, MicOff, Video, VideoOff, Volume2 } from 'lucide-react'
import { type ReactNode, useCallback, useState, useSyncExternalStore } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { VideoOf } from '../tiles/VideoOf.tsx'
import { deviceWords } from './deviceWords.ts'
import { LevelMeter } from './LevelMeter.tsx'
import type { DeviceOption, Preview, PreviewState } from './Preview.ts'
import { playTestSound } from './playTestSound.ts'
import { watchLevel } from './watchLevel.ts'

export type PrejoinProps = {
  preview: Preview
  title: string
  /** What stands above the title, for example the course. */
  above?: ReactNode
  name: string
  /** What stands under the name, for example a hint about the class. */
  note?: ReactNode
  /** What one is to know of the recording, and the way to stay out of it. */
  recording?: ReactNode
  /** `Join class`, or `Start class` for whoever may start it. */
  action: 'Join class' | 'Start class'
  busy: boolean
  /** Why the last attempt failed. */
  error: ReactNode
  onJoin: () => void
  /** Where one goes instead. */
  leave?: ReactNode
}

/** The room before the class: look at oneself, choose devices, come in. */
export function Prejoin({
  preview,
  title,
  above,
  name,
  note,
  recording,
  action,
  busy,
  error,
  onJoin,
  leave,
}: PrejoinProps) {
  const state = useSyncExternalStore(preview.subscribe, preview.getSnapshot, preview.getSnapshot)
  const { microphone, camera } = state
  const without = microphone.status === 'off' && camera.status === 'off'
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-6xl content-center gap-x-12 gap-y-6 px-4 py-8 sm:px-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <header className="flex flex-col gap-1 lg:col-span-2">
        {above ? <p className="text-15 text-muted">{above}</p> : null}
        <h1 className="font-display text-32">{title}</h1>
      </header>
      <div className="flex flex-col gap-3">
        <SelfView preview={preview} state={state} name={name} />
        <Problems state={state} />
      </div>
      <section aria-label="Join" className="flex flex-col gap-5">
        <div>
          <p className="text-17">
            You join as <strong className="font-semibold">{name}</strong>.
          </p>
          {note ? <div className="mt-1 text-15 text-muted">{note}</div> : null}
        </div>
        <Devices preview={preview} state={state} />
        {recording}
        {error}
        <div className="flex flex-col gap-2">
          <Button variant="primary" size="large" busy={busy} onClick={onJoin} className="w-full">
            {action}
          </Button>
          {without ? (
            <p className="text-13 text-muted">
              You come in without microphone and camera. You can see, hear, write and raise your hand, and turn them on
              later.
            </p>
          ) : null}
        </div>
        {leave}
      </section>
    </main>
  )
}

function SelfView({ preview, state, name }: { preview: Preview; state: PreviewState; name: string }) {
  const { microphone, camera } = state
  return (
    <div className="relative aspect-video w-full overflow-hidden rounded-tile border border-hairline bg-sunken">
      {camera.track ? (
        <VideoOf track={camera.track} mirrored />
      ) : (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-3 pb-14 text-15 text-muted">
          <Avatar name={name} hue={0} size="large" />
          {camera.status === 'starting' ? 'Starting the camera…' : 'Camera is off'}
        </div>
      )}
      <div className="absolute inset-x-0 bottom-0 flex justify-center gap-2 p-3">
        <div className="flex gap-1 rounded-tile border border-hairline bg-raised p-1 shadow-1">
          <Toggle
            stacked
            label="Microphone"
            tip={microphone.status === 'on' ? 'Turn the microphone off' : 'Turn the microphone on'}
            icon={<MicOff aria-hidden size={20} strokeWidth={1.75} />}
            pressedIcon={<Mic aria-hidden size={20} strokeWidth={1.75} />}
            pressed={microphone.status !== 'off'}
            onPressedChange={(on) => void preview.turn('microphone', on)}
          />
          <Toggle
            stacked
            label="Camera"
            tip={camera.status === 'on' ? 'Turn the camera off' : 'Turn the camera on'}
            icon={<VideoOff aria-hidden size={20} strokeWidth={1.75} />}
            pressedIcon={<Video aria-hidden size={20} strokeWidth={1.75} />}
            pressed={camera.status !== 'off'}
            onPressedChange={(on) => void preview.turn('camera', on)}
          />
        </div>
      </div>
    </div>
  )
}

/** What is wrong with a device, told once and politely. */
function Problems({ state }: { state: PreviewState }) {
  const problems = (['microphone', 'camera'] as const).flatMap((device) => {
    const { problem } = state[device]
    return problem ? [deviceWords(device, problem)] : []
  })
  return (
    <div role="status" className="flex flex-col gap-2 text-15">
      {problems.map((words) => (
        <p key={words} className="rounded-box bg-amber-soft px-4 py-2.5 text-on-amber-soft">
          {words}
        </p>
      ))}
    </div>
  )
}

function Devices({ preview, state }: { preview: Preview; state: PreviewState }) {
  const { lists, choices, microphone, camera } = state
  const track = microphone.track
  const listen = useCallback(
    (onLevel: (level: number) => void) => (track ? watchLevel(track, onLevel) : () => undefined),
    [track],
  )
  return (
    <div className="flex flex-col gap-4">
      <DeviceSelect
        label="Choose a camera"
        none="No camera found"
        devices={lists.cameras}
        value={camera.track?.getSettings().deviceId ?? choices.cameraId}
        onChange={(id) => void preview.chooseDevice('camera', id)}
      />
      <div className="flex flex-col gap-2">
        <DeviceSelect
          label="Choose a microphone"
          none="No microphone found"
          devices={lists.microphones}
          value={track?.getSettings().deviceId ?? choices.microphoneId}
          onChange={(id) => void preview.chooseDevice('microphone', id)}
        />
        {track ? (
          <>
            <LevelMeter listen={listen} />
            <p className="text-13 text-muted">Say something: the bar moves when you are heard.</p>
          </>
        ) : null}
      </div>
      {lists.speakers.length > 0 ? (
        <SpeakerChoice
          devices={lists.speakers}
          value={choices.speakerId}
          onChange={(id) => preview.chooseSpeaker(id)}
        />
      ) : null}
    </div>
  )
}

export function SpeakerChoice({
  devices,
  value,
  onChange,
}: {
  devices: readonly DeviceOption[]
  value: string | undefined
  onChange: (id: string) => void
}) {
  const [playing, setPlaying] = useState(false)
  const play = () => {
    setPlaying(true)
    void playTestSound(value)
      .catch(() => undefined)
      .finally(() => setPlaying(false))
  }
  return (
    <div className="flex items-end gap-2">
      <DeviceSelect
        label="Choose a speaker"
        none="No speaker found"
        devices={devices}
        value={value ?? devices[0]?.id}
        onChange={onChange}
        className="min-w-0 flex-1"
      />
      <Button
        busy={playing}
        icon={<Volume2 aria-hidden size={18} strokeWidth={1.75} />}
        onClick={play}
        className="h-11!"
      >
        Test
      </Button>
    </div>
  )
}

export function DeviceSelect({
  label,
  none,
  devices,
  value,
  onChange,
  className,
}: {
  label: string
  none: string
  devices: readonly DeviceOption[]
  value: string | undefined
  onChange: (id: string) => void
  className?: string
}) {
  const known = devices.some(({ id }) => id === value)
  return (
    <Select
      label={label}
      className={className}
      options={devices.map(({ id, label: name }) => ({ value: id, label: name }))}
      value={known ? value : ''}
      onValueChange={onChange}
      placeholder={devices.length === 0 ? none : 'Browser’s choice'}
      disabled={devices.length === 0}
    />
  )
}
