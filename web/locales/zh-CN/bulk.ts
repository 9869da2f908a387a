import type { Translation } from '../translation.ts'
import type { bulk as en } from '../en/bulk.ts'

export const bulk = {
  finishedNotice: '修改客户端：已全部发送',
  finishedDetail: '接受 {accepted, number} 个，拒绝 {refused, number} 个',
  topBarPaused: '修改客户端：等待服务器',
  topBarShort: '{done, number} / {total, number}',
  topBar: '修改客户端：{done, number} / {total, number}',
} as const satisfies Translation<typeof en>
