import { mintDebugToken, NODE_REPORT_PATH, NodeReport } from '@lectern/protocol'
import type { Config } from '../config.ts'

const PATIENCE_MS = 2000
/** Other processes of a service that are asked, at most. */
const MAX_OTHERS = 50

/** What came of asking one process. */
export type Answer =
  | { report: NodeReport }
  | { report?: undefined; service: NodeReport['service']; name: string; problem: string }

interface Node {
  service: NodeReport['service']
  url: string
}

type Settings = Pick<Config, 'LECTERN_DEBUG_SECRET' | 'LECTERN_ENGINE_URL' | 'LECTERN_SFU_URL' | 'LECTERN_WEB_URL'>

/** Asks every process that is known for what it tells of itself. Never rejects: who does not answer has a problem. */
export async function askNodes(settings: Settings): Promise<Answer[]> {
  const { LECTERN_DEBUG_SECRET: secret } = settings
  const first = nodesOf(settings)
  if (!secret) return first.map((node) => failed(node, 'it was not asked: LECTERN_DEBUG_SECRET is not set'))
  const token = await mintDebugToken(secret, Date.now())
  const answers = await Promise.all(first.map((node) => ask(node, token)))
  const others = await Promise.all(othersOf(answers).map((node) => ask(node, token)))
  return withoutRepeats([...answers, ...others])
}

function nodesOf(settings: Settings): Node[] {
  return [
    { service: 'web', url: settings.LECTERN_WEB_URL },
    { service: 'classroom-engine', url: settings.LECTERN_ENGINE_URL },
    { service: 'sfu-cluster', url: settings.LECTERN_SFU_URL.replace(/^ws/, 'http') },
  ]
}

/** Those that the first ones named. */
function othersOf(answers: Answer[]): Node[] {
  return answers.flatMap(({ report }) =>
    (report?.others ?? []).slice(0, MAX_OTHERS).map((url) => ({ service: report!.service, url })),
  )
}

/** Behind one address may be any of several engines, which then answers a second time under its own. */
function withoutRepeats(answers: Answer[]): Answer[] {
  const seen = new Set<string>()
  return answers.filter(({ report }) => {
    if (!report) return true
    const key = `${report.service} ${report.name}`
    return !seen.has(key) && seen.add(key)
  })
}

async function ask(node: Node, token: string): Promise<Answer> {
  try {
    const response = await fetch(new URL(NODE_REPORT_PATH, node.url), {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) return failed(node, `it answers with status ${response.status}`)
    const report = NodeReport.safeParse(await response.json())
    return report.success ? { report: report.data } : failed(node, 'it answers in another form')
  } catch {
    return failed(node, 'it does not answer')
  }
}

const failed = ({ service, url }: Node, problem: string): Answer => ({ service, name: new URL(url).host, problem })
