import type { Translation } from '../translation.ts'
import type { kit as en } from '../en/kit.ts'

export const kit = {
  duration: {
    days: '{n, number} 天',
    hours: '{n, number} 小时',
    minutes: '{n, number} 分钟',
    seconds: '{n, number} 秒',
  },
  ago: {
    now: '刚刚',
    days: '{n, number} 天前',
    hours: '{n, number} 小时前',
    minutes: '{n, number} 分钟前',
    seconds: '{n, number} 秒前',
  },
  age: { label: '更新于 {age}', never: '尚未加载' },
  lastKnown: {
    word: '上次所知',
    note: '上次所知的状态，{time}（{age}）。正在询问服务器。',
    noteOf: '{servers} 上次所知的状态，{time}（{age}）。正在询问。',
    failed: '{server} 上次所知的状态，{time}（{age}）：本页加载以来没有新的应答。',
  },
  loading: '加载中…',
  waitingFor: '正在等待 {servers}…',
  servers: '{count, plural, other {# 台服务器}}',
  nothingHere: '这里没有内容',
  notifications: {
    region: '通知',
    dismiss: '关闭：{title}',
    times: '{n, plural, other {# 次}}',
    tone: { good: '完成', bad: '失败', warn: '警告', info: '提示' },
  },
} as const satisfies Translation<typeof en>
