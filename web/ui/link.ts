/** A link in running text. */
export const linkClass =
  'text-accent underline decoration-1 underline-offset-2 decoration-accent/40 hover:decoration-accent rounded-sm'

/** A link where every row has one: plain until the pointer or the focus is on it. */
export const quietLinkClass = 'text-ink font-medium hover:text-accent hover:underline underline-offset-2 rounded-sm'
