export const fleetCard = {
  figures: {
    title: 'Fleet',
    total: 'Clients',
    online: 'Online',
    maintenance: 'Maintenance',
    warnings: 'Warnings',
    tflops: 'TFLOPS',
    uptime: 'Uptime rate',
    onlineHint: 'heartbeat in the last 2 min',
    uptimeHint: 'yesterday, UTC',
    uptimeZeroHint: 'yesterday, UTC, or no data',
    tflopsHint: 'all clients together',
    maintenanceHint: 'status “maintenance”',
    warningsHint: 'as the server counts',
    disagreeOnline:
      'The server counts {server, number} online by heartbeat; the status column says online or active for {column, number}.',
    disagreeTotal: 'The server’s figures count {server, number} clients; its list has {column, number}.',
    disagreeMaintenance:
      'The server counts {server, number} in maintenance; the status column says so for {column, number}.',
    disagreeWarnings:
      'The server counts {server, number} warnings; this console finds {column, number} clients that need attention.',
  },
  attention: {
    pipeline: {
      title: '{count, number} clients fell silent together',
      detail: 'All within one heartbeat interval: look at what carries the heartbeats before the machines.',
    },
    error: '{name} has status “error”',
    lastHeard: 'Last message: {time}',
    silent: {
      title: '{name} is silent',
      detail: 'No heartbeat for more than 5 min, though its status is “{status}”.',
    },
    disk: 'Disk of {name} is {percent} full',
    overwritten: {
      title: 'Maintenance of {name} was overwritten',
      detail: 'It was set here; a heartbeat has set it to “{status}”.',
    },
    more: '{count, plural, one {# more finding} other {# more findings}} in the fleet',
  },
} as const
