import type { Translation } from '../translation.ts'
import type { manyServers as en } from '../en/manyServers.ts'

export const manyServers = {
  failed: {
    title: '{total, number} 台服务器中有 {count, number} 台无法读取',
    named: '{names}',
    more: '{names}，另有 {count, plural, other {# 台}}',
    stale: '{count, plural, other {其中 # 台仍显示先前的数据。}}',
    which: '哪些服务器，原因是什么',
    list: '无法读取的服务器',
    retryAll: '全部重试',
    retry: '重试 {server}',
    age: '所示为 {age}的数据',
  },
} as const satisfies Translation<typeof en>
