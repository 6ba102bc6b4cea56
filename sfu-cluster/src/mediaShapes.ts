import { LecternError } from '@lectern/protocol'
import type { types } from 'mediasoup'
import { z } from 'zod'

/**
 * Parameters of media come from clients, and go on to native code as they are. mediasoup checks that they fit each other; that they are
 * of the right kind, in range and few is checked here. What is not named here is left out.
 */
const word = z.string().max(64)
const payloadType = z.number().int().min(0).max(127)
const ssrc = z
  .number()
  .int()
  .min(1)
  .max(2 ** 32 - 1)
const clockRate = z.number().int().min(1).max(1_000_000)
const channels = z.number().int().min(1).max(8)
const extensionId = z.number().int().min(1).max(255)
const kind = z.enum(['audio', 'video'])
const mimeType = z.string().regex(/^(audio|video)\/[\w.+-]{1,32}$/i)
const feedback = z.array(z.object({ type: word, parameter: word.optional() })).max(16)
/** Values of fmtp and of header extensions. */
const parameters = z
  .record(
    word,
    z.union([
      z.string().max(256),
      z
        .number()
        .min(-(2 ** 31))
        .max(2 ** 32 - 1),
      z.boolean(),
    ]),
  )
  .refine((given) => Object.keys(given).length <= 32, 'too many parameters')

const MAX_ENCODINGS = 4
const MAX_EXTENSIONS = 32
/** Chromium names some 30 codecs that it decodes. */
const MAX_CODECS = 96

const RtpParameters = z.object({
  mid: word.optional(),
  msid: z.string().max(256).optional(),
  codecs: z
    .array(
      z.object({
        mimeType,
        payloadType,
        clockRate,
        channels: channels.optional(),
        parameters: parameters.optional(),
        rtcpFeedback: feedback.optional(),
      }),
    )
    .min(1)
    .max(MAX_CODECS),
  headerExtensions: z
    .array(
      z.object({
        uri: z.string().max(128),
        id: extensionId,
        encrypt: z.boolean().optional(),
        parameters: parameters.optional(),
      }),
    )
    .max(MAX_EXTENSIONS)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: ssrc.optional(),
        rid: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,32}$/)
          .optional(),
        codecPayloadType: payloadType.optional(),
        rtx: z.object({ ssrc }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: z
          .string()
          .regex(/^[LS][1-4]T[1-4](h|_KEY)?(_SHIFT)?$/)
          .optional(),
        scaleResolutionDownBy: z.number().min(1).max(64).optional(),
        maxBitrate: z.number().int().min(0).max(1e9).optional(),
      }),
    )
    .min(1)
    .max(MAX_ENCODINGS),
  rtcp: z
    .object({ cname: z.string().max(256).optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() })
    .optional(),
})

const RtpCapabilities = z.object({
  codecs: z
    .array(
      z.object({
        kind,
        mimeType,
        preferredPayloadType: payloadType.optional(),
        clockRate,
        channels: channels.optional(),
        parameters: parameters.optional(),
        rtcpFeedback: feedback.optional(),
      }),
    )
    .max(MAX_CODECS),
  headerExtensions: z
    .array(
      z.object({
        kind,
        uri: z.string().max(128),
        preferredId: extensionId,
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(2 * MAX_EXTENSIONS)
    .optional(),
})

const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^([0-9A-F]{2}:){19,63}[0-9A-F]{2}$/i),
      }),
    )
    .min(1)
    .max(8),
})

function checked<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const result = shape.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new LecternError('BAD_REQUEST', `The media parameters do not fit: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** Throws BAD_REQUEST. */
export const rtpParametersOf = (given: unknown): types.RtpParameters =>
  checked(RtpParameters, given) as types.RtpParameters

/** Throws BAD_REQUEST. */
export const rtpCapabilitiesOf = (given: unknown): types.RtpCapabilities =>
  checked(RtpCapabilities, given) as types.RtpCapabilities

/** Throws BAD_REQUEST. */
export const dtlsParametersOf = (given: unknown): types.DtlsParameters => checked(DtlsParameters, given)
