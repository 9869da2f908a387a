import type { Translation } from '../translation.ts'
import type { manyServers as en } from '../en/manyServers.ts'

export const manyServers = {
  failed: {
    title: '{total, number} 台服务器中有 {count, number} 台无法读取',
    named: '{names}',
    more: '{names}，另有 {count, plural, other {# 台}}',
    stale: '{count, plural, other {其中 # 台仍显示先前的数据。}}',
    which: '哪些服务器，原因是什么',
    list: '无法读取的服务器',
    retryAll: '全部重试',
    retry: '重试 {server}',
    age: '所示为 {age}的数据',
  },
  found: { title: '关于这些连接的发现' },
  findings: {
    sameServer: '{names} 是同一台服务器，它自称 {name}',
    sameServerDetail:
      'config.json 或其后代理中的两个地址指向同一处。其内容只在 {first} 下显示一次。请检查 {others} 的地址。',
    sameName: '{names} 都自称 {name}',
    sameNameDetail:
      '它们的启动时间不同，很可能是名称相同的不同服务器，例如复制安装之后。请在各自的配置中改用不同的名称。',
    otherName: '{name} 自称 {other}，而后者是这里的另一个连接',
    otherNameDetail:
      '发往 {name} 的请求可能到达了错误的服务器。在更改任何一台之前，请检查 config.json 和代理中的两个地址。',
    changedName: '{name} 现在自称 {now}',
    changedNameDetail:
      '它的地址此前指向 {was}。所示内容已重新读取。请先查看，并检查 config.json 和代理中的地址；您的第一个更改请求不会发送。',
    clock: '{name} 的时钟{way, select, ahead {快} other {慢}}了 {by}',
    clockDetail: '与这台电脑相比；如果经过代理，可能是代理的时钟。其上运行内容的时长按该时钟计算。请检查其时间同步。',
    browserClock: '这台电脑的时钟{way, select, ahead {快} other {慢}}了 {by}',
    browserClockDetail: '所有服务器的时间一致且与此不同。校准之前，这里显示的时间会有同样的偏差。',
    buffered: '{name} 前面有设备扣留了它发送的内容',
    bufferedDetail:
      '数据流的事件成批到达，其间没有动静：进度和日志会延迟显示。请在代理中关闭缓冲：nginx 用 proxy_buffering off，或响应头 X-Accel-Buffering: no。Caddy 本身会立即转发数据流。',
    noConnection: '此浏览器到 {address} 的连接已全部占用',
    noConnectionDetail:
      '{tabs, plural, =0 {此标签页的 {streams, number} 个数据流占用了连接} other {此标签页和另外 # 个标签页中共 {streams, number} 个数据流占用了连接}}。请求在等待，并非服务器的问题。请关闭不需要的日志或标签页。通过 HTTPS 使用 HTTP/2 则没有此限制。',
  },
} as const satisfies Translation<typeof en>
