import type { types } from 'mediasoup'

const FEEDBACK: ReadonlySet<string> = new Set(['nack', 'nack pli', 'ccm fir'])

/**
 * What the recorder takes: every codec of the router, plain. What is asked for again comes as it was; without estimates of the
 * bandwidth, of which loopback has enough.
 */
export function plainCapabilities({ codecs = [] }: types.RtpCapabilities): types.RtpCapabilities {
  return {
    codecs: codecs
      .filter(({ mimeType }) => !/\/rtx$/i.test(mimeType))
      .map((codec) => ({ ...codec, rtcpFeedback: codec.rtcpFeedback?.filter(isTaken) })),
    headerExtensions: [],
  }
}

const isTaken = ({ type, parameter }: types.RtcpFeedback) => FEEDBACK.has(parameter ? `${type} ${parameter}` : type)
