import { ConfigError } from '@lectern/protocol/config'
import { readApiConfig } from '../../api/src/config.ts'
import { readEngineConfig } from '../../classroom-engine/src/config.ts'
import { readSfuConfig } from '../../sfu-cluster/src/config.ts'
import { readWebConfig } from '../../web/lib/config.ts'
import { UserError } from '../support/UserError.ts'
import type { ServiceSpec } from './ManagedService.ts'

const READERS: Record<string, (env: NodeJS.ProcessEnv) => unknown> = {
  web: readWebConfig,
  api: readApiConfig,
  'classroom-engine': readEngineConfig,
  'sfu-cluster': readSfuConfig,
}

/** Throws the sentence with which a service would refuse its settings, before anything long has been done. */
export function checkSettings(specs: ServiceSpec[]): void {
  for (const { name, env } of specs) {
    try {
      // Further engines have a number behind their name.
      READERS[name.replace(/-\d+$/, '')]?.(env)
    } catch (error) {
      throw error instanceof ConfigError ? new UserError(error.message) : error
    }
  }
}
