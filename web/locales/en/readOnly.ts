/** What a console says that may only look. Its name is in `nav`. */
export const readOnly = {
  what: 'This console shows everything and changes nothing: what would start, stop, pull, edit or update is not offered.',
  still: 'Filters, views, exports, logs and asking running models go on as usual: they change no server.',
  how: 'Whoever runs this console decided so, with "access": "read" in its config.json. For changes, use a console that may make them, or ask them for "full".',
  start: {
    title: 'This console is read-only',
    body: 'Instances cannot be started from it. Whoever runs this console decided so, with "access": "read" in its config.json.',
  },
  noPulls: 'Downloads that others have begun appear here while they go on.',
  waits: 'Waits: this console has become read-only.',
} as const
