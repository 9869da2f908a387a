import type { Translation } from '../translation.ts'
import type { readOnly as en } from '../en/readOnly.ts'

export const readOnly = {
  what: '此控制台可查看全部内容，但不做任何更改：不提供启动、停止、拉取、编辑和更新操作。',
  still: '筛选、视图、导出、日志以及向运行中的模型提问照常可用，它们不会改动服务器。',
  how: '这由此控制台的管理员决定：其 config.json 中写有 "access": "read"。如需更改，请使用有权更改的控制台，或请管理员改为 "full"。',
  start: {
    title: '此控制台为只读',
    body: '无法在此启动实例。这由此控制台的管理员决定：其 config.json 中写有 "access": "read"。',
  },
  noPulls: '他人发起的下载在进行期间会显示在这里。',
  waits: '等待中：此控制台已变为只读。',
} as const satisfies Translation<typeof en>
