import type { Translation } from '../translation.ts'
import type { nav as en } from '../en/nav.ts'

export const nav = {
  label: '主导航',
  overview: '概览',
  fleet: '机群',
  health: '健康状况',
  devices: '设备',
  models: '模型',
  instances: '实例',
  versions: '版本',
  playground: '试用',
  activity: '操作记录',
  settings: '设置',
  readOnly: '只读',
} as const satisfies Translation<typeof en>
