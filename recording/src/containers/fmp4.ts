import { box, fullBox, u8, u16, u32, u64 } from './box.ts'
import type { Sample } from './Sample.ts'

/** Fragmented MP4 (ISO/IEC 14496-12) with one track, whose id is 1. */
const TRACK_ID = 1
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
const UNDETERMINED_LANGUAGE = 0x55c4
const DPI_72 = 0x480000
const IN_MOVIE_TIMESCALE = 1000
const DATA_IS_IN_THIS_FILE = 1
const ENABLED_IN_MOVIE = 3
const BASE_IS_MOOF = 0x020000
export const WITH_OFFSET_DURATION_SIZE_FLAGS = 0x701
export const KEY_SAMPLE = 0x02000000
const OTHER_SAMPLE = 0x01010000

export interface Mp4Video {
  width: number
  height: number
  timescale: number
  /** Name of the sample entry (`avc1`, …) and its configuration box. */
  entry: string
  configuration: Buffer
}

export function videoInit({ width, height, timescale, entry, configuration }: Mp4Video): Buffer {
  const sampleEntry = box(
    entry,
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(width, height),
    u32(DPI_72, DPI_72, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    configuration,
  )
  return init({
    timescale,
    size: u32(width * 65_536, height * 65_536),
    volume: 0,
    handler: 'vide',
    mediaHeader: fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)),
    sampleEntry,
  })
}

export interface Mp4Audio {
  channels: number
  /** Also the rate of samples. */
  timescale: number
  entry: string
  configuration: Buffer
}

export function audioInit({ channels, timescale, entry, configuration }: Mp4Audio): Buffer {
  const sampleEntry = box(
    entry,
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(8),
    u16(channels, 16, 0, 0),
    u32(timescale * 65_536),
    configuration,
  )
  return init({
    timescale,
    size: u32(0, 0),
    volume: 0x0100,
    handler: 'soun',
    mediaHeader: fullBox('smhd', 0, 0, u16(0, 0)),
    sampleEntry,
  })
}

interface Init {
  timescale: number
  size: Buffer
  volume: number
  handler: string
  mediaHeader: Buffer
  sampleEntry: Buffer
}

function init({ timescale, size, volume, handler, mediaHeader, sampleEntry }: Init): Buffer {
  const movieHeader = fullBox(
    'mvhd',
    0,
    0,
    u32(0, 0, IN_MOVIE_TIMESCALE, 0, 0x10000),
    u16(0x0100, 0),
    u32(0, 0),
    MATRIX,
    Buffer.alloc(24),
    u32(TRACK_ID + 1),
  )
  const trackHeader = fullBox(
    'tkhd',
    0,
    ENABLED_IN_MOVIE,
    u32(0, 0, TRACK_ID, 0, 0, 0, 0),
    u16(0, 0, volume, 0),
    MATRIX,
    size,
  )
  const media = box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(0, 0, timescale, 0), u16(UNDETERMINED_LANGUAGE, 0)),
    fullBox('hdlr', 0, 0, u32(0), Buffer.from(handler), u32(0, 0, 0), Buffer.from('Lectern\0')),
    box('minf', mediaHeader, box('dinf', dataReference()), emptySampleTable(sampleEntry)),
  )
  return Buffer.concat([
    box('ftyp', Buffer.from('iso6'), u32(0), Buffer.from('iso6mp41')),
    box(
      'moov',
      movieHeader,
      box('trak', trackHeader, media),
      box('mvex', fullBox('trex', 0, 0, u32(TRACK_ID, 1, 0, 0, 0))),
    ),
  ])
}

const dataReference = () => fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, DATA_IS_IN_THIS_FILE))

function emptySampleTable(sampleEntry: Buffer): Buffer {
  const empty = ['stts', 'stsc', 'stco'].map((name) => fullBox(name, 0, 0, u32(0)))
  return box('stbl', fullBox('stsd', 0, 0, u32(1), sampleEntry), ...empty, fullBox('stsz', 0, 0, u32(0, 0)))
}

/** One fragment. `n` counts from 0; `at`: ticks of the first sample. */
export function mp4Segment(n: number, at: number, samples: readonly Sample[]): Buffer {
  const run = u32(
    ...samples.flatMap(({ data, key, duration }) => [duration, data.length, key ? KEY_SAMPLE : OTHER_SAMPLE]),
  )
  const moof = (dataOffset: number) =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(n + 1)),
      box(
        'traf',
        fullBox('tfhd', 0, BASE_IS_MOOF, u32(TRACK_ID)),
        fullBox('tfdt', 1, 0, u64(at)),
        fullBox('trun', 0, WITH_OFFSET_DURATION_SIZE_FLAGS, u32(samples.length, dataOffset), run),
      ),
    )
  const mdat = box('mdat', ...samples.map(({ data }) => data))
  return Buffer.concat([moof(moof(0).length + 8), mdat])
}

/** `dOps`: Opus without a beginning to skip, since the track begins somewhere in the talk. */
export const opusConfiguration = (channels: number, rate: number): Buffer =>
  box('dOps', u8(0, channels), u16(0), u32(rate), u16(0), u8(0))
