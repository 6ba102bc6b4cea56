import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Probed {
  codec: string
  width: number
  height: number
  /** Seconds. */
  packets: { at: number; key: boolean }[]
  /** Frames that were decoded. */
  decoded: number
  /** What ffmpeg says against the file, while it reads all of it. */
  complaints: string
}

/** What ffmpeg makes of a file. */
export async function checkFile(bytes: Buffer): Promise<Probed> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-file-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    const show = 'stream=codec_name,width,height,nb_read_frames:packet=pts_time,flags'
    const [probe, decode] = await Promise.all([
      run('ffprobe', ['-v', 'error', '-count_frames', '-show_entries', show, '-of', 'json', path], {
        maxBuffer: 1 << 26,
      }),
      run('ffmpeg', ['-v', 'error', '-i', path, '-vsync', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-'], {
        maxBuffer: 1 << 26,
      }),
    ])
    const found = JSON.parse(probe.stdout) as {
      streams: { codec_name: string; width?: number; height?: number; nb_read_frames: string }[]
      packets: { pts_time: string; flags: string }[]
    }
    const [stream] = found.streams
    return {
      codec: stream!.codec_name,
      width: stream!.width ?? 0,
      height: stream!.height ?? 0,
      packets: found.packets.map(({ pts_time, flags }) => ({ at: Number(pts_time), key: flags.startsWith('K') })),
      decoded: Number(stream!.nb_read_frames),
      complaints: decode.stderr + probe.stderr,
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
