export const bulk = {
  finishedNotice: 'Change of clients: all sent',
  finishedDetail: '{accepted, number} accepted, {refused, number} refused',
  topBarPaused: 'Change of clients: waiting for the server',
  topBarShort: '{done, number} / {total, number}',
  topBar: 'Change of clients: {done, number} of {total, number}',
} as const
