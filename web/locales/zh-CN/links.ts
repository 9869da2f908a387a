export const links = {
  newTab: '（在新标签页中打开）',
  leadsTo: '（实际指向 {host}）',
} as const
