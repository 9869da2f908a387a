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
    select: 'Select {row}',
    selectAll: 'Select all rows',
    sortPlace: '{direction, select, asc {ascending} other {descending}}, {place, number} in the order of columns',
    region: '{caption}: a table that can be scrolled',
    empty: 'Nothing here',
  },
  columns: {
    button: 'Columns',
    title: 'Columns of the table',
    always: 'always shown',
    up: 'Move {column} up',
    down: 'Move {column} down',
    moved: '{column}: place {place, number} of {count, number}',
    pin: 'Keep {column} in sight',
    several: 'Shift and a click on a header sorts by one more column.',
    reset: 'Reset',
  },
  map: {
    summary: '{count, plural, one {# cell} other {# cells}}. {entries}',
    keys: 'Arrow keys move from cell to cell, Enter opens.',
    legend: 'Legend of {label}',
    entry: '{label}: {count, number} ({share})',
    figures: '{count, number} ({share})',
    empty: 'Nothing to draw',
  },
  log: {
    follow: 'Jump to the newest line',
    empty: 'No lines yet',
  },
} as const
