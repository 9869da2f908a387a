import type { Translation } from '../translation.ts'
import type { pullPages as en } from '../en/pullPages.ts'

export const pullPages = {
  said: {
    queued: '正在等待空闲连接。',
    waitsForSignIn: '等待您重新登录 {server}，之后会自动继续。',
    queuedAt: '正在等待空闲连接：排在第 {position, number} 位。',
    starting: '已向服务器发出请求，尚无数据到达。',
    verifying: '服务器正在校验已到达的文件。这可能需要几分钟，期间没有进度显示。',
    stalled: '{server} 已有 {duration} 没有任何响应。',
    retrying: '{when}进行第 {attempt, number} 次重试（最多 {limit, number} 次），将从最后一个完整文件之后继续。',
    brokenOff: '与 {server} 的连接在下载完成前就结束了。',
    ownLock:
      '上一次连接在 {server} 上留下的锁还在（进程 {pid}）。{when}再次检查，第 {attempt, number} 次，共 {limit, number} 次。',
    patientLock: '其他人正在 {server} 上拉取此模型（进程 {pid}，始于 {since}）。{when}再次检查，直到锁被释放。',
    heldElsewhere:
      '其他人正在 {server} 上拉取此模型：进程 {pid}，始于 {since}（服务器时钟）。此处既无法查看也无法取消那次拉取。',
    staleLock:
      '{server} 上还留有 {time} 的下载锁，但服务器本身从 {started} 才开始运行，持有该锁的进程已不存在。请在服务器上删除以下文件，然后重新拉取：',
    staleNoPath: '服务器没有给出文件路径。',
    finished: '已下载到',
    finishedIn: '下载用时 {duration}。',
    finishedPlain: '模型已在服务器上。',
    cancelled: '已取消。已完整到达的文件会保留在服务器上，重新拉取时从这些文件继续。',
    serverSaid: '{server} 终止了下载：',
    gaveUp: '连续 {attempts, plural, other {# 次}}中断，且没有任何进展。最近一次：',
    in: '{duration}后',
    now: '现在',
  },
  action: {
    cancel: '取消',
    cancelOf: '取消 {server} 上的 {model}',
    resume: '继续',
    resumeOf: '继续拉取 {server} 上的 {model}',
    again: '重新拉取',
    againOf: '重新拉取 {server} 上的 {model}',
    keepWaiting: '继续等待',
    keepWaitingOf: '继续等待 {server} 上的 {model}',
    dismiss: '移除',
    dismissOf: '移除 {server} 上的 {model}',
    clear: '清除已完成',
    removed: '已删除该文件，重新拉取',
  },
  log: {
    title: '原始事件日志',
    label: '{server} 上 {model} 的原始事件',
    empty: '尚未收到任何内容。',
    copy: '复制日志',
    cut: '更早的 {count, number} 行已不再保留。',
    opening: '请求打开数据流，第 {attempt, number} 次尝试',
    broken: '数据流中断',
    refused: '数据流未能打开',
    cancelled: '已在此处取消，数据流已关闭',
  },
} as const satisfies Translation<typeof en>
