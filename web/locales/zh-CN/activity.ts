import type { Translation } from '../translation.ts'
import type { activity as en } from '../en/activity.ts'

export const activity = {
  title: '操作记录',
} as const satisfies Translation<typeof en>
