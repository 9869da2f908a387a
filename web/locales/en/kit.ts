export const kit = {
  duration: { days: '{n, number}d', hours: '{n, number}h', minutes: '{n, number}m', seconds: '{n, number}s' },
  ago: {
    now: 'just now',
    days: '{n, number}d ago',
    hours: '{n, number}h ago',
    minutes: '{n, number}m ago',
    seconds: '{n, number}s ago',
  },
  age: { label: 'Updated {age}', never: 'Not loaded yet' },
  lastKnown: {
    word: 'last known',
    note: 'Last known state, of {time} ({age}). The server is being asked.',
    noteOf: 'Last known state of {servers}, of {time} ({age}). Being asked.',
    failed: 'Last known state of {server}, of {time} ({age}): nothing has come since this page was loaded.',
  },
  loading: 'Loading…',
  waitingFor: 'Waiting for {servers}…',
  servers: '{count, plural, one {# server} other {# servers}}',
  nothingHere: 'Nothing here',
  notifications: {
    region: 'Notifications',
    dismiss: 'Dismiss: {title}',
    times: '{n, plural, other {# times}}',
    tone: { good: 'Done', bad: 'Failed', warn: 'Warning', info: 'Note' },
  },
} as const
