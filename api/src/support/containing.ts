/** Filter for texts that contain another one in any case. The characters that LIKE gives a meaning stand for themselves. */
export const containing = (text: string) => ({
  contains: text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
})
