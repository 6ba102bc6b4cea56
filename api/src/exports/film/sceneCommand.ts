import { GRID_MS, type Scene } from './filmPlan.ts'

export const FILM = { width: 1280, height: 720, fps: 15 } as const
/** Where share or board stand, and where the speaker does. */
export const STAGE = { x: 0, y: 0, w: 960, h: 720 } as const
export const TILE = { x: 960, y: 0, w: 320, h: 240 } as const
/** The picture behind share and speaker comes so often. */
export const PLATES_PER_SECOND = 2
export const BACKDROP = '#16181d'
const SAMPLE_RATE = 48_000

export interface SceneFiles {
  share: string | null
  camera: string | null
  voices: string[]
  out: string
}

type Place = { x: number; y: number; w: number; h: number }

const fit = ({ w, h }: Place) =>
  `scale=${w}:${h}:force_original_aspect_ratio=decrease,pad=${w}:${h}:(ow-iw)/2:(oh-ih)/2:color=${BACKDROP}`

/**
 * How ffmpeg makes one scene. Tracks are stamped in class time, which `-copyts` keeps; the plates come raw through the first pipe. The
 * scene is as long as it is in class to the sample and the frame, whatever is missing of its tracks.
 */
export function sceneCommand(
  { fromMs, toMs }: Pick<Scene, 'fromMs' | 'toMs'>,
  { share, camera, voices, out }: SceneFiles,
): string[] {
  const [from, to] = [fromMs / 1000, toMs / 1000]
  const seconds = to - from
  const frames = Math.round(seconds * FILM.fps)
  const filters = [`[0:v]fps=${FILM.fps},tpad=stop_mode=clone:stop_duration=${GRID_MS / 1000 + 1}[plate]`]
  const inputs: string[] = []
  let picture = 'plate'
  const overlay = (file: string | null, place: Place, name: string) => {
    if (file === null) return
    inputs.push(file)
    // The last frame before the scene is its first one: a still share sends one now and then.
    filters.push(
      `[${inputs.length}:v]setpts=PTS-(${from})/TB,fps=${FILM.fps}:start_time=0,${fit(place)}[${name}]`,
      `[${picture}][${name}]overlay=${place.x}:${place.y}:eof_action=repeat[with-${name}]`,
    )
    picture = `with-${name}`
  }
  overlay(share, STAGE, 'share')
  overlay(camera, TILE, 'camera')
  filters.push(`[${picture}]trim=end_frame=${frames},format=yuv420p[picture]`)
  filters.push(`anullsrc=r=${SAMPLE_RATE}:cl=mono,atrim=duration=${seconds}[silence]`)
  const heard = voices.map((file, n) => {
    inputs.push(file)
    filters.push(
      `[${inputs.length}:a]atrim=start=${from}:end=${to},asetpts=PTS-(${from})/TB,aresample=${SAMPLE_RATE}:async=1:first_pts=0,aformat=channel_layouts=mono[voice-${n}]`,
    )
    return `[voice-${n}]`
  })
  filters.push(`[silence]${heard.join('')}amix=inputs=${heard.length + 1}:duration=first:normalize=0[sound]`)
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-copyts', '-fflags', '+discardcorrupt'],
    ...[
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgba',
      '-s',
      `${FILM.width}x${FILM.height}`,
      '-framerate',
      String(PLATES_PER_SECOND),
    ],
    ...['-i', 'pipe:0', ...inputs.flatMap((file) => ['-i', file])],
    ...['-filter_complex', filters.join(';'), '-map', '[picture]', '-map', '[sound]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-r', String(FILM.fps), '-g', String(FILM.fps * 4)],
    ...['-c:a', 'flac', '-f', 'matroska', out],
  ]
}

interface Joined {
  list: string
  chapters: string
  out: string
}

/** How ffmpeg joins scenes: the picture is taken as it is, the sound is encoded in one go, without seams. */
export const joinCommand = ({ list, chapters, out }: Joined): string[] => [
  ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'],
  ...['-f', 'concat', '-safe', '0', '-i', list, '-f', 'ffmetadata', '-i', chapters, '-map_metadata', '1'],
  ...['-map', '0:v', '-map', '0:a', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '96k'],
  ...['-movflags', '+faststart', '-f', 'mp4', out],
]
