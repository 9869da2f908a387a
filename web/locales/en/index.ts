import { ui } from './ui.ts'
import { kit } from './kit.ts'
import { nav } from './nav.ts'
import { problem } from './problem.ts'
import { shell } from './shell.ts'
import { overview } from './overview.ts'
import { settings } from './settings.ts'
import { models } from './models.ts'
import { pulls } from './pulls.ts'
import { devices } from './devices.ts'
import { instances } from './instances.ts'
import { fleet } from './fleet.ts'
import { health } from './health.ts'

export default {
  ui,
  kit,
  nav,
  problem,
  shell,
  overview,
  settings,
  models,
  pulls,
  devices,
  instances,
  fleet,
  health,
} as const
