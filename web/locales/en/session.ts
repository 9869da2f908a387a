export const session = {
  signedIn: {
    title: 'You are signed in',
    as: 'As <user></user>.',
    body: 'The other tab goes on by itself. This one can be closed, or used as a console of its own.',
  },
} as const
