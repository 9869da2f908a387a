export const ui = {
  close: 'Close',
  cancel: 'Cancel',
  loading: 'Loading…',
  nothing: '—',
  none: 'None',
  copy: {
    copy: 'Copy',
    copied: 'Copied',
    failed: 'Could not copy: the browser does not allow it here',
  },
  search: {
    clear: 'Clear the search',
  },
  filter: {
    chosen: '{label}: {count, number} chosen',
    clear: 'Clear the choice',
  },
  meter: {
    outside: '{text} was reported, which is outside 0 to {max, number}',
    unknown: 'not reported',
  },
  progress: {
    unknown: 'progress unknown',
  },
  table: {
    region: '{caption}: a table that can be scrolled',
    empty: 'Nothing here',
  },
  log: {
    follow: 'Jump to the newest line',
    empty: 'No lines yet',
  },
  chart: {
    empty: 'No data in this window',
    failed: 'The chart could not be loaded. Its values are in the table.',
    table: 'Show values as a table',
    time: 'Time',
    gap: 'no data',
    withUnit: '{label} ({unit})',
  },
} as const
