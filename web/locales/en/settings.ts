export const settings = {
  title: 'Settings',
  preferences: {
    title: 'Preferences',
    theme: 'Theme',
    themeHint: 'System follows the setting of this machine.',
    language: 'Language',
    timeZone: 'Times are shown in',
    timeZoneHint: 'Now it is {now}.',
  },
  connections: {
    title: 'Connections',
    description: 'Read from {address} when the console starts. To change them, edit that file and load the page anew.',
    caption: 'The servers that this console talks to',
    name: 'Name',
    kind: 'Kind',
    url: 'Address',
    user: 'User id',
    state: 'State',
    answered: 'Last answer',
    version: 'Version',
    problems: 'Left out of config.json',
  },
  storage: {
    title: 'What is kept in this browser',
    body: 'These preferences; which pulls and starts this browser began, so that a reload finds them, and how long loading took; what you have typed and not sent yet; views of the fleet that were saved, limits that were set, clients that were made invalid, which client is which machine, what cards were there at the last look and how that changed, and runs over many rows that are under way; which servers this console had last; and in its database the last answers of the servers (see above), the GPU values that were sampled, the changes that were seen, the conversations of the playground, and the activity of this console. Nothing else, and nothing leaves this browser except the requests to the servers above.',
  },
  configBanner: {
    title: '{count, plural, one {One entry of config.json is left out} other {# entries of config.json are left out}}',
    intro: 'The other servers work as usual.',
  },
} as const
