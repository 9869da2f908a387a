/**
 * Where the popup of an element belongs in the document: into the same landmark, so that who walks from landmark to
 * landmark finds it there. Out of a dialog it goes to the end of the body, above the dialog.
 */
export function landmarkOf(element: Element | null): HTMLElement | null {
  if (element?.closest('[role="dialog"],[role="alertdialog"]')) return null
  return element?.closest<HTMLElement>('main,header,nav,aside,footer') ?? null
}
