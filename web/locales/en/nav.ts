export const nav = {
  label: 'Main',
  overview: 'Overview',
  fleet: 'Fleet',
  health: 'Health',
  devices: 'Devices',
  models: 'Models',
  instances: 'Instances',
  versions: 'Versions',
  playground: 'Playground',
  activity: 'Activity',
  settings: 'Settings',
  readOnly: 'Read-only',
} as const
