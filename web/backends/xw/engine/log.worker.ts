import { serveLog } from './serveLog.ts'

serveLog(globalThis)
