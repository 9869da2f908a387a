/** What only the pages of pulls say: it comes with the first of them. */
export const pullPages = {
  said: {
    queued: 'Waits for a free connection.',
    waitsForSignIn: 'Waits until you have signed in at {server} again, then goes on by itself.',
    queuedAt: 'Waits for a free connection: place {position, number} in the queue.',
    starting: 'The server has been asked. Nothing has arrived yet.',
    verifying: 'The server checks what has arrived. That can take minutes and shows no progress.',
    stalled: 'Nothing has come from {server} for {duration}.',
    retrying: 'Attempt {attempt, number} of {limit, number} {when}. It goes on after the last whole file.',
    brokenOff: 'The connection to {server} ended before the download did.',
    ownLock:
      'The connection before has left its lock on {server} (process {pid}). Looks again {when}, {attempt, number} of {limit, number}.',
    patientLock:
      'Someone else pulls this model on {server} (process {pid}, since {since}). Looks again {when}, until it is free.',
    heldElsewhere:
      'Someone else pulls this model on {server}: process {pid}, since {since} by the server’s clock. That pull can be neither followed nor cancelled from here.',
    staleLock:
      'A download lock of {time} is still on {server}, but the server itself has been running only since {started}: whoever took it is gone. Remove this file on the server, then pull again:',
    staleNoPath: 'The server did not name the file.',
    finished: 'Downloaded to',
    finishedIn: 'Downloaded in {duration}.',
    finishedPlain: 'The model is on the server.',
    cancelled: 'Cancelled. Whole files that had arrived stay on the server; pulling again goes on from them.',
    serverSaid: '{server} ended the download:',
    gaveUp:
      'Broke off {attempts, plural, one {# time} other {# times}} in a row without getting any further. Last time:',
    in: 'in {duration}',
    now: 'now',
  },
  action: {
    cancel: 'Cancel',
    cancelOf: 'Cancel {model} on {server}',
    resume: 'Resume',
    resumeOf: 'Resume {model} on {server}',
    again: 'Pull again',
    againOf: 'Pull {model} on {server} again',
    keepWaiting: 'Keep waiting',
    keepWaitingOf: 'Keep waiting for {model} on {server}',
    dismiss: 'Dismiss',
    dismissOf: 'Dismiss {model} on {server}',
    clear: 'Clear finished',
    removed: 'I have removed it, pull again',
  },
  log: {
    title: 'Raw event log',
    label: 'Events of {model} on {server}, as they came',
    empty: 'Nothing has come yet.',
    copy: 'Copy the log',
    cut: '{count, number} older lines are no longer kept.',
    opening: 'Asked for the stream, attempt {attempt, number}',
    broken: 'The stream broke off',
    refused: 'The stream was not opened',
    cancelled: 'Cancelled here; the stream was closed',
  },
} as const
