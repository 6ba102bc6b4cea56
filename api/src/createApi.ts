import { ApolloServer, type ApolloServerOptions } from '@apollo/server'
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled'
import { expressMiddleware } from '@as-integrations/express5'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { Database } from '@lectern/prisma'
import { LecternError, NODE_REPORT_PATH, RecentErrors } from '@lectern/protocol'
import type { ObjectStore } from '@lectern/recording'
import express, { type Express } from 'express'
import { type AugmentedRequest, rateLimit } from 'express-rate-limit'
import helmet, { type HelmetOptions } from 'helmet'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Context, Services } from './context.ts'
import { createContext } from './createContext.ts'
import { nodeReport } from './debug/nodeReport.ts'
import { exportJobs } from './exports/exportJobs.ts'
import { exportRoutes } from './exports/exportRoutes.ts'
import { formatError } from './graphql/formatError.ts'
import { costLimit, measure, retryAfter } from './graphql/plugins.ts'
import { queryLimits } from './graphql/queryLimits.ts'
import { cors } from './http/cors.ts'
import { createMetrics } from './http/createMetrics.ts'
import { healthz, metricsPage, readyz } from './http/health.ts'
import { keptByNobody } from './http/keptByNobody.ts'
import { onError } from './http/onError.ts'
import { refuse } from './http/refuse.ts'
import { requestLog } from './http/requestLog.ts'
import { JobRunner } from './jobs/JobRunner.ts'
import { captionRoutes } from './learning/captionRoutes.ts'
import { createLearningLimits } from './learning/learningLimits.ts'
import { searchJob } from './learning/searchJob.ts'
import { recordingRoutes } from './recordings/http/recordingRoutes.ts'
import { recordingJobs } from './recordings/recordingJobs.ts'
import { SWEEPING } from './recordings/sweeping.ts'
import { Timelines } from './recordings/Timelines.ts'
import { resolvers } from './resolvers.ts'
import { RoomEnder } from './sessions/RoomEnder.ts'
import { typeDefs } from './typeDefs.ts'
import { createAccountLimits } from './users/accountLimits.ts'
import { Passwords } from './users/Passwords.ts'
import { createVideo } from './video/createVideo.ts'
import { muxWebhook } from './video/muxWebhook.ts'
import { videoJobs } from './video/videoJobs.ts'
import { engineWebhook } from './webhooks/engineWebhook.ts'

const RECORDINGS_CORS = {
  methods: 'GET, HEAD, PUT, DELETE',
  headers: 'accept-ranges, content-range, etag, if-none-match, if-range, range',
}
const BODY_LIMIT = '100kb'
/** Words and signs of one document. The longest of our own has some 400. */
const MAX_TOKENS = 2000

/** Nothing here is a page. Only who is reached by https may promise to be. */
const headersOf = ({ LECTERN_PUBLIC_WEB_URL }: Config): HelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: LECTERN_PUBLIC_WEB_URL.startsWith('https:'),
})

export interface ApiParts {
  config: Config
  db: Database
  log: Logger
  /** Where recordings are kept; its maker's to close. */
  store: ObjectStore
  /** Holds what `log` was told as an error, where its maker wants it shown. */
  recentErrors?: RecentErrors
}

export interface Api {
  app: Express
  /** Work in the background. */
  jobs: JobRunner
  /** Ends background work. The database is its maker's to close. */
  close(): Promise<void>
}

function apolloOptions({ config, log }: ApiParts): ApolloServerOptions<Context> {
  const isSchemaPublic = config.LECTERN_API_INTROSPECTION ?? config.LECTERN_DEMO
  return {
    schema: makeExecutableSchema({ typeDefs, resolvers }),
    introspection: isSchemaPublic,
    hideSchemaDetailsFromClientErrors: !isSchemaPublic,
    validationRules: [queryLimits],
    // The parser and some rules of validation take more time and stack than the length of a document lets one think.
    parseOptions: { maxTokens: MAX_TOKENS },
    maxRecursiveSelections: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatError(log),
    plugins: [ApolloServerPluginLandingPageDisabled(), costLimit, measure, retryAfter],
    logger: log.child({ part: 'apollo' }),
  }
}

function perAddressLimit(perMinute: number) {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => {
      const resetTime = (request as AugmentedRequest).rateLimit?.resetTime?.getTime() ?? Date.now() + 60_000
      const retryAfterMs = Math.max(1000, resetTime - Date.now())
      refuse(response, new LecternError('RATE_LIMITED', undefined, { retryAfterMs }))
    },
  })
}

/** The api, ready to be listened to. */
export async function createApi(parts: ApiParts): Promise<Api> {
  const { config, db, log, store } = parts
  const roomEnder = new RoomEnder(parts)
  const metrics = createMetrics(db)
  const jobs = new JobRunner({ db, log, onTry: (kind, outcome) => metrics.jobs.inc({ kind, outcome }) })
  const services: Services = {
    ...parts,
    recentErrors: parts.recentErrors ?? new RecentErrors(),
    metrics,
    passwords: new Passwords(),
    accountLimits: createAccountLimits(),
    learningLimits: createLearningLimits(),
    roomEnder,
    jobs,
    timelines: new Timelines(store),
    video: createVideo(config),
  }
  for (const kind of [...recordingJobs(services), ...videoJobs(services), ...exportJobs(services), searchJob(services)])
    jobs.add(kind)
  const apollo = new ApolloServer<Context>(apolloOptions(parts))
  await apollo.start()

  const app = express()
  app.disable('etag')
  app.set(
    'trust proxy',
    config.LECTERN_API_TRUST_PROXY.split(',').map((each) => each.trim()),
  )
  app.use(requestLog(log), helmet(headersOf(config)))
  app.get('/healthz', healthz)
  app.get('/readyz', readyz(services))
  app.get('/metrics', metricsPage(services))
  app.get(NODE_REPORT_PATH, nodeReport(services))
  app.post('/webhooks/engine', express.raw({ type: () => true, limit: BODY_LIMIT }), engineWebhook(services))
  app.post('/webhooks/mux', express.raw({ type: () => true, limit: BODY_LIMIT }), muxWebhook(services))
  app.use(
    '/graphql',
    cors(config.LECTERN_PUBLIC_WEB_URL, { methods: 'POST' }),
    perAddressLimit(config.LECTERN_API_REQUESTS_PER_MINUTE),
    express.json({ limit: BODY_LIMIT }),
    async (request, response, next) => {
      response.locals.context = await createContext(services, request)
      response.locals.logged = { user: response.locals.context.viewer?.id }
      next()
    },
    expressMiddleware(apollo, { context: async ({ res }) => res.locals.context as Context }),
  )
  app.use(
    '/recordings',
    cors(config.LECTERN_PUBLIC_WEB_URL, RECORDINGS_CORS),
    keptByNobody,
    perAddressLimit(config.LECTERN_API_RECORDING_REQUESTS_PER_MINUTE),
    recordingRoutes(services),
    captionRoutes(services),
    exportRoutes(services),
  )
  app.use((_request, response) => refuse(response, new LecternError('NOT_FOUND')))
  app.use(onError)

  roomEnder.wake()
  jobs.ask(SWEEPING, 'all').catch((err: unknown) => log.warn({ err }, 'old recordings are not looked for yet'))
  jobs.wake()
  return {
    app,
    jobs,
    close: async () => {
      await apollo.stop()
      await roomEnder.close()
      await jobs.close()
    },
  }
}
