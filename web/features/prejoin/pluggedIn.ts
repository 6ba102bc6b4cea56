/**
 * The remembered device where it is plugged in now, else undefined, which means the browser's choice: a camera that stayed at home
 * must not keep anybody from using another.
 */
export async function pluggedIn(
  deviceId: string | undefined,
  source: Pick<MediaDevices, 'enumerateDevices'> | undefined = navigator.mediaDevices,
): Promise<string | undefined> {
  if (deviceId === undefined || !source) return undefined
  const infos = await source.enumerateDevices().catch(() => [])
  return infos.some((info) => info.deviceId === deviceId) ? deviceId : undefined
}
