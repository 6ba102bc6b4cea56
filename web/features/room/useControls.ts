'use client'

import { COMMANDS } from '@lectern/protocol'
import { useEffect, useMemo, useRef } from 'react'
import { useToast } from '../../ui/Toast.tsx'
import { useLiveClassroom } from '../classroom/ClassroomProvider.tsx'
import { useHands, useMe } from '../classroom/useClassroom.ts'
import type { DeviceChoice } from '../media/MediaControls.ts'
import type { MediaState } from '../media/MediaState.ts'
import { loadChoices, saveChoices } from '../prejoin/deviceChoices.ts'
import { type Device, deviceWords } from '../prejoin/deviceWords.ts'
import { pluggedIn } from '../prejoin/pluggedIn.ts'
import type { BarControls } from './Bar.tsx'
import { useRoom } from './RoomContext.ts'

/** One's own devices and hand: for the bar, for keys, for the phone's sheet. */
export function useControls(media: MediaState): BarControls {
  const { media: client } = useLiveClassroom()
  const { userId, microphoneLocked } = useMe()
  const { may, run } = useRoom()
  const toast = useToast()
  const hands = useHands()
  const position = hands.find((hand) => hand.userId === userId)?.position ?? 0
  useProblemToasts(media)

  const { microphone, camera, screen } = media
  const hasMedia = client !== null && media.status !== 'off'
  const why = {
    microphone: reason(hasMedia, 'microphone', may('media:microphone'), microphoneLocked),
    camera: reason(hasMedia, 'camera', may('media:camera'), false),
    screen: reason(hasMedia, 'screen', may('media:present'), false),
    hand: may('hand:raise') ? null : 'The instructor has locked raising hands.',
  }
  const turn = (words: string | null, on: boolean, act: () => void) => {
    if (on && words !== null) toast({ title: words })
    else act()
  }
  return {
    microphone,
    camera,
    screen,
    handRaised: position > 0,
    handPosition: position,
    why: {
      microphone: microphone.status === 'on' ? null : why.microphone,
      camera: camera.status === 'on' ? null : why.camera,
      screen: screen.status === 'on' ? null : why.screen,
      hand: position > 0 ? null : why.hand,
    },
    setMicrophone: (on) =>
      turn(why.microphone, on, () => {
        remember({ microphone: on })
        if (client) void turnDevice(on, loadChoices().microphoneId, (choice) => client.setMicrophone(on, choice))
      }),
    setCamera: (on) =>
      turn(why.camera, on, () => {
        remember({ camera: on })
        if (client) void turnDevice(on, loadChoices().cameraId, (choice) => client.setCamera(on, choice))
      }),
    setScreen: (on) => turn(why.screen, on, () => void client?.setScreen(on)),
    setHand: (raised) => turn(why.hand, raised, () => void run(COMMANDS.raiseHand, { raised })),
  }
}

async function turnDevice(
  on: boolean,
  deviceId: string | undefined,
  turn: (choice?: DeviceChoice) => Promise<void>,
): Promise<void> {
  await turn(on ? { deviceId: await pluggedIn(deviceId) } : undefined)
}

const remember = (change: { microphone?: boolean; camera?: boolean }) => saveChoices({ ...loadChoices(), ...change })

function reason(hasMedia: boolean, device: Device, allowed: boolean, locked: boolean): string | null {
  if (!hasMedia) return 'This class has no sound and picture.'
  if (locked) return deviceWords(device, 'locked')
  return allowed ? null : deviceWords(device, 'not-allowed')
}

/** Tells when a device did not start or went away, once per time. */
function useProblemToasts(media: MediaState): void {
  const toast = useToast()
  const devices = useMemo(
    () => ({ microphone: media.microphone.problem, camera: media.camera.problem, screen: media.screen.problem }),
    [media.microphone.problem, media.camera.problem, media.screen.problem],
  )
  const before = useRef(devices)
  useEffect(() => {
    for (const device of ['microphone', 'camera', 'screen'] as const) {
      const problem = devices[device]
      if (problem && problem !== before.current[device]) toast({ title: deviceWords(device, problem), tone: 'error' })
    }
    before.current = devices
  }, [devices, toast])
}
