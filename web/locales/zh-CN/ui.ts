import type { Translation } from '../translation.ts'
import type { ui as en } from '../en/ui.ts'

export const ui = {
  close: '关闭',
  cancel: '取消',
  loading: '加载中…',
  nothing: '—',
  none: '无',
  copy: {
    copy: '复制',
    copied: '已复制',
    failed: '无法复制：浏览器不允许在此处复制',
  },
  search: {
    clear: '清除搜索',
  },
  filter: {
    chosen: '{label}：已选 {count, number} 项',
    clear: '清除选择',
  },
  meter: {
    outside: '上报值为 {text}，超出 0 到 {max, number} 的范围',
    unknown: '未上报',
  },
  progress: {
    unknown: '进度未知',
  },
  table: {
    select: '选择 {row}',
    selectAll: '选择所有行',
    sortPlace: '{direction, select, asc {升序} other {降序}}，排序优先级第 {place, number}',
    region: '{caption}：可滚动的表格',
    empty: '暂无内容',
  },
  columns: {
    button: '列',
    title: '表格的列',
    always: '始终显示',
    up: '将“{column}”上移',
    down: '将“{column}”下移',
    moved: '“{column}”：第 {place, number} 位，共 {count, number} 列',
    pin: '固定“{column}”',
    several: '按住 Shift 点击表头，可按多列排序。',
    reset: '恢复默认',
  },
  map: {
    summary: '共 {count, number} 格。{entries}',
    keys: '方向键在格子间移动，回车键打开。',
    legend: '{label} 的图例',
    entry: '{label}：{count, number}（{share}）',
    figures: '{count, number}（{share}）',
    empty: '没有可绘制的内容',
  },
  log: {
    follow: '跳到最新一行',
    empty: '还没有日志',
  },
} as const satisfies Translation<typeof en>
