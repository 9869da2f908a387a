// What the first page and what stands around every page says.
import { ui } from './ui.ts'
import { kit } from './kit.ts'
import { nav } from './nav.ts'
import { problem } from './problem.ts'
import { shell } from './shell.ts'
import { overview } from './overview.ts'
import { pulls } from './pulls.ts'
import { instances } from './instances.ts'
import { fleetCard } from './fleetCard.ts'
import { bulk } from './bulk.ts'

export default {
  ui,
  kit,
  nav,
  problem,
  shell,
  overview,
  pulls,
  instances,
  fleetCard,
  bulk,
} as const
