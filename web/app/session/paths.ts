/** Where a sign-in that was begun at the console's own address ends. */
export const signedInPath = '/signed-in'
