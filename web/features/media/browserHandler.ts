import { detectDevice, type types } from 'mediasoup-client'
import { Chrome74 } from 'mediasoup-client/handlers/Chrome74'
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111'
import { Firefox120 } from 'mediasoup-client/handlers/Firefox120'
import { Safari12 } from 'mediasoup-client/handlers/Safari12'

type HandlerFactory = types.HandlerFactory
type Direction = 'sendonly' | 'recvonly'

const FACTORIES: Record<string, () => HandlerFactory> = {
  Chrome111: () => Chrome111.createFactory(),
  Chrome74: () => Chrome74.createFactory(),
  Firefox120: () => Firefox120.createFactory(),
  Safari12: () => Safari12.createFactory(),
}

let handler: HandlerFactory | undefined

/**
 * What mediasoup-client has for this browser; undefined for one that it does not know. The browser is asked only once what it can
 * send and receive: each time takes it a connection and, at a busy moment, a good part of the time until the first picture.
 */
export function browserHandler(): HandlerFactory | undefined {
  const make = FACTORIES[detectDevice() ?? '']
  handler ??= make && asksOnce(make())
  return handler
}

/** Asks the browser before the answer is needed. */
export function askAhead(): void {
  const directions: Direction[] = ['recvonly', 'sendonly']
  // Where it cannot tell now, it is asked again.
  for (const direction of directions)
    browserHandler()
      ?.getNativeRtpCapabilities({ direction })
      .catch(() => undefined)
}

function asksOnce(factory: HandlerFactory): HandlerFactory {
  const answers = new Map<Direction, Promise<types.RtpCapabilities>>()
  return {
    ...factory,
    getNativeRtpCapabilities: (options) => {
      const { direction } = options
      const answer = answers.get(direction) ?? factory.getNativeRtpCapabilities(options)
      answers.set(direction, answer)
      answer.catch(() => answers.delete(direction))
      return answer
    },
  }
}
