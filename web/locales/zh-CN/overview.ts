import type { Translation } from '../translation.ts'
import type { overview as en } from '../en/overview.ts'

export const overview = {
  title: '概览',
  attention: {
    title: '需要关注',
    count: '{count, plural, other {# 项}}',
    none: '没有需要关注的事项',
    noneReported: '没有收到需要关注的事项',
    asOf: '截至 {time}',
    asking: '正在询问服务器',
    partial: '此处缺少 {names} 的情况。',
    severity: { critical: '严重', warning: '警告', notice: '提示' },
    more: '{count, plural, other {再显示 # 项}}',
    fewer: '收起',
    down: '{name} 无应答',
    downMany: '{count, number} 台服务器无应答',
    downSince: '{name} 自 {time} 起无应答',
    refusing: '{name} 拒绝请求',
    signIn: '{name} 要求重新登录',
  },
  fleet: '机群',
  instances: '实例',
  pulls: '拉取',
  cardFailed: {
    title: '控制台自身的缺陷导致概览的这一部分出错。其他部分不受影响。',
    details: '详情',
    again: '重试',
  },
  servers: {
    title: '服务器',
    caption: '各服务器的状态、版本和健康状况',
    name: '服务器',
    state: '状态',
    version: '版本',
    health: '健康',
    started: '自 {time} 起运行',
    notOffered: '此类服务器不提供',
    healths: { healthy: '健康', degraded: '降级', unhealthy: '不健康' },
  },
} as const satisfies Translation<typeof en>
