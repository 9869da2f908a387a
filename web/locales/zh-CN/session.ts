import type { Translation } from '../translation.ts'
import type { session as en } from '../en/session.ts'

export const session = {
  signedIn: {
    title: '已登录',
    as: '用户：<user></user>。',
    body: '另一个标签页会自动继续。此页可以关闭，也可以作为控制台继续使用。',
  },
} as const satisfies Translation<typeof en>
