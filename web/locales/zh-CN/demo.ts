import type { Translation } from '../translation.ts'
import type { demo as en } from '../en/demo.ts'

export const demo = {
  badge: '演示',
  label: '演示：{name}',
  title: '场景',
  explain: '这里的所有服务器都由浏览器模拟。选择场景后页面会重新加载。',
  scenarios: {
    calm: '平稳',
    busy: '繁忙',
    empty: '空无一物',
    'first-day': '第一天',
    'xw-down': '一台 xw 服务器宕机',
    'gpuf-down': '机群登记服务宕机',
    slow: '应答缓慢',
    garbled: '应答混乱',
    'pull-breaks-off': '拉取中断',
    'pull-locked': '拉取遇到锁',
    patchwork: '各服务器模型不同',
    many: '100 台 xw 服务器',
    'many-down': '100 台 xw 服务器，半数宕机',
    'many-hang': '100 台 xw 服务器，半数无响应',
    misdirected: '两个名称指向同一台服务器',
    crowded: '拥挤：1 万台客户端',
    huge: '庞大：10 万台客户端',
  },
} as const satisfies Translation<typeof en>
