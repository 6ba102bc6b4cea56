export const APPLYING = 'recording.edit'
