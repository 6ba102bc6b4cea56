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

/**
 * What ffmpeg makes of a file. `decoder`: of its input, such as `-c:v libvpx-vp9`, which shows one picture of a superframe as
 * browsers do; ffmpeg's own shows each layer.
 */
export async function checkFile(bytes: Buffer, decoder: string[] = []): Promise<Probed> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-file-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    const show = 'stream=codec_name,width,height:packet=pts_time,flags'
    const keepTimes = ['-vsync', 'passthrough', '-enc_time_base', '-1']
    const [probe, decode] = await Promise.all([
      run('ffprobe', ['-v', 'error', '-show_entries', show, '-of', 'json', path], { maxBuffer: 1 << 26 }),
      run('ffmpeg', ['-v', 'error', ...decoder, '-i', path, ...keepTimes, '-f', 'framecrc', '-'], {
        maxBuffer: 1 << 26,
      }),
    ])
    const found = JSON.parse(probe.stdout) as {
      streams: { codec_name: string; width?: number; height?: number }[]
      packets: { pts_time: string; flags: string }[]
    }
    const [stream] = found.streams
    return {
      codec: stream!.codec_name,
      width: stream!.width ?? 0,
      height: stream!.height ?? 0,
      packets: found.packets.map(({ pts_time, flags }) => ({ at: Number(pts_time), key: flags.startsWith('K') })),
      decoded: decode.stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length,
      complaints: decode.stderr + probe.stderr,
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
