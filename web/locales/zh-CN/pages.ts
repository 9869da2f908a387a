// What only the other pages say: it comes with the first of them.
import { settings } from './settings.ts'
import { models } from './models.ts'
import { devices } from './devices.ts'
import { pullPages } from './pullPages.ts'
import { instancePages } from './instancePages.ts'
import { versions } from './versions.ts'
import { matrix } from './matrix.ts'
import { machine } from './machine.ts'
import { fleet } from './fleet.ts'
import { health } from './health.ts'
import { client } from './client.ts'
import { changes } from './changes.ts'
import { register } from './register.ts'
import { chart } from './chart.ts'
import { playground } from './playground.ts'
import { logs } from './logs.ts'
import { starts } from './starts.ts'
import { session } from './session.ts'
import { activity } from './activity.ts'
import { manyServers } from './manyServers.ts'
import { readOnly } from './readOnly.ts'
import { links } from './links.ts'
import { lastKnown } from './lastKnown.ts'
import { demo } from './demo.ts'
import { again } from './again.ts'
import { config } from './config.ts'

export default {
  settings,
  models,
  devices,
  pullPages,
  instancePages,
  versions,
  matrix,
  machine,
  fleet,
  health,
  client,
  changes,
  register,
  chart,
  playground,
  logs,
  starts,
  session,
  activity,
  manyServers,
  readOnly,
  links,
  lastKnown,
  demo,
  again,
  config,
} as const
