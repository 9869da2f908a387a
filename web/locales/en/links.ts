export const links = {
  newTab: '(opens in a new tab)',
  leadsTo: '(leads to {host})',
} as const
