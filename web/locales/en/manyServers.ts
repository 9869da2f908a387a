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
  found: { title: 'Found about these connections' },
  findings: {
    sameServer: '{names} are one server, which calls itself {name}',
    sameServerDetail:
      'Two addresses in config.json, or in the proxy behind them, lead to the same place. What it has is shown once, under {first}. Check the address of {others}.',
    sameName: '{names} all call themselves {name}',
    sameNameDetail:
      'They started at different times, so they are most likely different servers with one name, as after a copied installation. Give each a name of its own where it is set up.',
    otherName: '{name} calls itself {other}, which is another connection here',
    otherNameDetail:
      'Requests for {name} may reach the wrong server. Check both addresses in config.json and in the proxy before you change anything on either.',
    changedName: '{name} answers as {now} now',
    changedNameDetail:
      'Its address led to {was} before. What is shown of it was read anew. Look at it, and check the address in config.json and in the proxy; the first change you ask for is not sent.',
    clock: 'The clock of {name} is {by} {way, select, ahead {fast} other {slow}}',
    clockDetail:
      'Compared with this computer; behind a proxy it may be the proxy’s clock. Ages of what runs there are counted by that clock. Check its time synchronisation.',
    browserClock: 'The clock of this computer is {by} {way, select, ahead {fast} other {slow}}',
    browserClockDetail: 'All servers agree on another time. Times shown here are off by as much until it is set.',
    buffered: 'Something in front of {name} keeps back what it sends',
    bufferedDetail:
      'Events of a stream come many at once, with silence in between: progress and logs are shown late. In the proxy, switch buffering off: nginx: proxy_buffering off, or the header X-Accel-Buffering: no. Caddy passes streams on by itself.',
    noConnection: 'All connections of this browser to {address} are in use',
    noConnectionDetail:
      '{tabs, plural, =0 {{streams, plural, one {# stream} other {# streams}} of this tab hold them} one {{streams, plural, one {# stream} other {# streams}} hold them, in this tab and another one} other {{streams, plural, one {# stream} other {# streams}} hold them, in this tab and # others}}. Requests wait, and no server is to blame. Close logs, or tabs that are not needed. Over HTTPS with HTTP/2 there is no such limit.',
  },
} as const
