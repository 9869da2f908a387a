/** What is said of several servers at once, and of what lies between them and this browser. */
export const manyServers = {
  failed: {
    title: '{count, number} of {total, number} servers could not be read',
    named: '{names}',
    more: '{names} and {count, plural, one {# more} other {# more}}',
    stale:
      '{count, plural, one {What # of them said before is still shown.} other {What # of them said before is still shown.}}',
    which: 'Which, and why',
    list: 'Servers that could not be read',
    retryAll: 'Retry all',
    retry: 'Retry {server}',
    age: 'shown as of {age}',
  },
} as const
