/** Where the last list of servers is kept. One a console: several may share an origin. */
export const nameOfLast = (): string => `quarterdeck.lastConfig ${document.baseURI}`
