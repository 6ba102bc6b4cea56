/** A sample as it is stored. Times in ticks of the track's timescale. */
export interface Sample {
  data: Buffer
  key: boolean
  duration: number
}

export interface TimedSample extends Sample {
  /** Class time of its beginning, ticks. */
  at: number
}
