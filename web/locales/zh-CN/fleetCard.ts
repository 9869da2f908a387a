import type { Translation } from '../translation.ts'
import type { fleetCard as en } from '../en/fleetCard.ts'

export const fleetCard = {
  figures: {
    title: '机群',
    total: '客户端',
    online: '在线',
    maintenance: '维护中',
    warnings: '警告',
    tflops: 'TFLOPS',
    uptime: '在线率',
    onlineHint: '2 分钟内有心跳',
    uptimeHint: '昨天（UTC）',
    uptimeZeroHint: '昨天（UTC）或无数据',
    tflopsHint: '全部客户端合计',
    maintenanceHint: '状态为 “maintenance”',
    warningsHint: '以服务器计数为准',
    disagreeOnline: '服务器按心跳统计有 {server, number} 个在线；状态列中为在线或活跃的有 {column, number} 个。',
    disagreeTotal: '服务器的统计有 {server, number} 个客户端；它的列表中有 {column, number} 个。',
    disagreeMaintenance: '服务器统计有 {server, number} 个在维护；状态列中有 {column, number} 个。',
    disagreeWarnings: '服务器统计有 {server, number} 个警告；本控制台发现 {column, number} 个需要关注的客户端。',
  },
  attention: {
    pipeline: {
      title: '{count, number} 个客户端同时失联',
      detail: '都发生在同一个心跳间隔内：请先检查传送心跳的链路，再检查机器。',
    },
    error: '{name} 的状态为 “error”',
    lastHeard: '最近消息：{time}',
    silent: {
      title: '{name} 失联',
      detail: '超过 5 分钟没有心跳，而状态仍为 “{status}”。',
    },
    disk: '{name} 的磁盘已用 {percent}',
    overwritten: {
      title: '{name} 的维护状态被覆盖',
      detail: '它在此处设置，随后被心跳改为 “{status}”。',
    },
    more: '机群中还有 {count, number} 项需要关注',
  },
} as const satisfies Translation<typeof en>
