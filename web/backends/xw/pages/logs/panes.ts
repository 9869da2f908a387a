/** How many logs stand side by side. */
export const PANES_AT_MOST = 4
