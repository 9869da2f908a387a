import type { again as en } from '../en/again.ts'
import type { Translation } from '../translation.ts'

export const again = {
  changed: '尚未发送：服务器的情况与您决定时不同，现已显示最新情况；如果仍符合您的意图，请再按一次。',
} as const satisfies Translation<typeof en>
