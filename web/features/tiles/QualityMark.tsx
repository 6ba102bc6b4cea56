import type { ConnectionQuality } from '@lectern/protocol'
import { SignalHigh, SignalLow, SignalMedium, WifiOff } from 'lucide-react'
import { QUALITY_WORDS } from './qualityWords.ts'

const ICONS = { good: SignalHigh, fair: SignalMedium, poor: SignalLow, lost: WifiOff }

/** Bars for a connection, named for those who do not see them. */
export function QualityMark({ quality, size = 16 }: { quality: ConnectionQuality; size?: number }) {
  const Icon = ICONS[quality]
  return <Icon role="img" aria-label={QUALITY_WORDS[quality]} size={size} strokeWidth={1.75} className="shrink-0" />
}
