import type { Translation } from '../translation.ts'
import type { settings as en } from '../en/settings.ts'

export const settings = {
  title: '设置',
  preferences: {
    title: '偏好',
    theme: '主题',
    themeHint: '“跟随系统”使用本机的设置。',
    language: '语言',
    timeZone: '时间显示为',
    timeZoneHint: '现在是 {now}。',
  },
  connections: {
    title: '连接',
    description: '控制台启动时从 {address} 读取。如需更改，请编辑该文件并重新加载页面。',
    caption: '此控制台连接的服务器',
    name: '名称',
    kind: '类型',
    url: '地址',
    user: '用户 ID',
    state: '状态',
    answered: '最近应答',
    version: '版本',
    problems: 'config.json 中被忽略的条目',
  },
  storage: {
    title: '此浏览器中保存的内容',
    body: '这些偏好；此浏览器发起了哪些拉取和启动，以便重新加载后仍能找到，以及加载所用的时间；已输入但尚未发送的内容；已保存的机群视图、设定的阈值、设为无效的客户端、哪个客户端是哪台机器、上次查看时有哪些卡及其变化，正在进行的批量操作，以及此控制台上次有哪些服务器；以及在浏览器数据库中：服务器的最近应答（见上）、采样得到的 GPU 值、看到的变更、试用页的对话，以及此控制台的操作记录。除此之外不保存任何内容；除了发往上述服务器的请求，也没有任何内容离开此浏览器。',
  },
  configBanner: {
    title: 'config.json 中有 {count, plural, other {# 项}}被忽略',
    intro: '其他服务器照常工作。',
  },
} as const satisfies Translation<typeof en>
