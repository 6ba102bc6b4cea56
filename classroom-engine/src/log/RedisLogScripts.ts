import { RedisScript } from '../redis/RedisScript.ts'

/** Lua: takes entries after `last` out of the log, so that the next one follows `last`. */
const SET_ASIDE_AFTER = `
local function setAsideAfter(entries, aside, last)
  local rows = redis.call('XRANGE', entries, string.format('%d-0', last + 1), '+')
  if #rows == 0 then return end
  for _, row in ipairs(rows) do
    redis.call('XADD', aside, '*', 'id', row[1], 'entry', row[2][2])
    redis.call('XDEL', entries, row[1])
  end
  redis.call('XSETID', entries, string.format('%d-0', last))
end`

/**
 * Appends the entries of one room, or asks with none whether the log still stands where the room thinks.
 * Keys: head, entries, snapshot, aside. Arguments: batch, epoch or '', last seq before, last seq then, t then, snapshot to go
 * on from or '', and the entries. Answers with how it went, seq and t of the last entry.
 */
export const APPEND = new RedisScript(`${SET_ASIDE_AFTER}
local head = redis.call('HMGET', KEYS[1], 'seq', 't', 'epoch', 'batch', 'sealed', 'restoredBy')
local seq, t, epoch = head[1] or '0', head[2] or '0', tonumber(head[3] or '0')
local ours, after = tonumber(ARGV[2]), tonumber(ARGV[3])
local snapshot, count = ARGV[6], #ARGV - 6
if count > 0 and head[4] == ARGV[1] then return {'DONE', seq, t} end
-- A repeat of a restoration may arrive after what followed it.
if head[6] == ARGV[1] then return {'DONE', seq, t} end
if head[5] == '1' then return {'SEALED', seq, t} end
if ours and epoch > ours then return {'FENCED', seq, t} end
if snapshot == '' then
  -- Under our own epoch nobody else can have written: where the log stands elsewhere, its data is not what it was.
  if ours and (epoch < ours or seq ~= ARGV[3]) then return {'LOST', seq, t} end
  if seq ~= ARGV[3] then return {'MOVED', seq, t} end
  if count == 0 then return {'DONE', seq, t} end
else
  setAsideAfter(KEYS[2], KEYS[4], after)
  redis.call('SET', KEYS[3], snapshot)
  redis.call('HSET', KEYS[1], 'snapshotSeq', ARGV[4], 'firstSeq', string.format('%d', after + 1), 'restoredBy', ARGV[1])
end
for index = 1, count do
  redis.call('XADD', KEYS[2], string.format('%d-0', after + index), 'entry', ARGV[index + 6])
end
redis.call('HSET', KEYS[1], 'seq', ARGV[4], 't', ARGV[5], 'batch', ARGV[1])
if ours then redis.call('HSET', KEYS[1], 'epoch', ARGV[2]) end
return {'DONE', ARGV[4], ARGV[5]}
`)

/** Keys: head, snapshot. Arguments: seq, bytes. */
export const PUT_SNAPSHOT = new RedisScript(`
local head = redis.call('HMGET', KEYS[1], 'seq', 'snapshotSeq')
local seq = tonumber(ARGV[1])
if seq > tonumber(head[1] or '0') or seq < tonumber(head[2] or '0') then return end
redis.call('SET', KEYS[2], ARGV[2])
redis.call('HSET', KEYS[1], 'snapshotSeq', ARGV[1])
`)

/** Keys: head, entries, snapshot, aside. Arguments: last sound seq, its t, the log's last seq when it was found. */
export const SET_ASIDE = new RedisScript(`${SET_ASIDE_AFTER}
local last = tonumber(ARGV[1])
if redis.call('HGET', KEYS[1], 'seq') ~= ARGV[3] then return end
setAsideAfter(KEYS[2], KEYS[4], last)
redis.call('HSET', KEYS[1], 'seq', ARGV[1], 't', ARGV[2])
if tonumber(redis.call('HGET', KEYS[1], 'snapshotSeq') or '0') <= last then return end
redis.call('DEL', KEYS[3])
redis.call('HDEL', KEYS[1], 'snapshotSeq')
`)
