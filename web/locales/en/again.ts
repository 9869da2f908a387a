/** What is said when something was looked at once more before it was sent. */
export const again = {
  changed:
    'Nothing was sent: the servers say something else than when you decided. It is shown now; press again if it is what you want.',
} as const
