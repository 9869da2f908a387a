import type { Translation } from '../translation.ts'
import type { lastKnown as en } from '../en/lastKnown.ts'

export const lastKnown = {
  title: '上次所知的状态',
  about:
    '服务器的最近应答保存在此浏览器中，仅供当前用户使用：服务器或网络中断时，即使重新加载页面，也会带时间标注地显示，直到服务器重新应答。最多 {bytes}，保留 {days} 天；不含提示词、日志，也不含任何疑似机密的内容。',
  choice: '保存最近应答',
  on: '保存',
  off: '不保存',
  siteOff: '此控制台的 config.json 规定不保存任何内容。',
  chosenOff: '不保存任何内容。服务器中断期间重新加载页面，将不会显示其任何信息。',
  unavailable: '此浏览器不保存数据（例如某些无痕窗口）。',
  nothing: '尚未保存任何内容',
  caption: '按服务器列出的已保存内容',
  server: '服务器',
  answers: '应答数',
  bytes: '大小',
  oldest: '最早的应答',
  newest: '最新的应答',
  tooBig: '{count, plural, other {有 # 个应答}}过大，无法保存（{what}）：服务器中断时重新加载后将没有这些内容。',
  resources: {
    clients: '客户端列表',
    monitor: '每日数据',
    other: '其他',
  },
  forget: '清除',
  forgetTitle: '清除已保存的内容？',
  forgetBody: '将从此浏览器中清除服务器的最近应答，对其所有用户生效。',
  forgetLost: '当前中断的服务器在重新应答之前不会显示任何内容。',
  forgetGoesOn: '只要选择了“保存”，之后的应答会重新保存。',
  forgotten: '已清除保存的内容',
  forgetFailed: '无法清除已保存的内容',
} as const satisfies Translation<typeof en>
