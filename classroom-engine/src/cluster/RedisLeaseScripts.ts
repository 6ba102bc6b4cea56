import { RedisScript } from '../redis/RedisScript.ts'

/** Lua: who leads the room by now, and how to be that from now on. The epoch is the same that appends are checked against. */
const LEASE = `
local function current()
  local head = redis.call('HMGET', KEYS[1], 'leader', 'leaderUrl', 'epoch')
  return head[1], head[2], tonumber(head[3] or '0')
end
-- Epochs go by the clock, so that none is used again after Redis lost its data.
local function nextEpoch(epoch)
  local time = redis.call('TIME')
  return math.max(epoch + 1, time[1] * 1000 + math.floor(time[2] / 1000))
end
local function lead(epoch)
  redis.call('HSET', KEYS[1], 'leader', ARGV[1], 'leaderUrl', ARGV[2], 'epoch', string.format('%d', epoch))
end
local function answer()
  return redis.call('HMGET', KEYS[1], 'leader', 'leaderUrl', 'epoch')
end`

/** Key: head. Arguments: instance, URL. */
export const CLAIM = new RedisScript(`${LEASE}
local leader, url, epoch = current()
-- One engine at a time has an address: another run at ours is over.
if not leader or (url == ARGV[2] and leader ~= ARGV[1]) then lead(nextEpoch(epoch)) end
return answer()
`)

/** Key: head. Arguments: instance, URL, epoch of the lease that may be taken. */
export const SEIZE = new RedisScript(`${LEASE}
local leader, url, epoch = current()
if not leader or (leader ~= ARGV[1] and epoch == tonumber(ARGV[3])) then lead(nextEpoch(epoch)) end
return answer()
`)

/** Key: head. Arguments: instance, URL, epoch. */
export const RELEASE = new RedisScript(`${LEASE}
local leader, url, epoch = current()
if leader == ARGV[1] and epoch == tonumber(ARGV[3]) then redis.call('HDEL', KEYS[1], 'leader', 'leaderUrl') end
`)

/** After Redis lost its data: who led goes on to lead, if nobody has begun anew. Key: head. Arguments: instance, URL, epoch. */
export const HOLD = new RedisScript(`${LEASE}
local leader, url, epoch = current()
local ours = tonumber(ARGV[3])
if epoch < ours then lead(ours) end
`)
