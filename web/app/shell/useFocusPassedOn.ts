import { type RefObject, useLayoutEffect } from 'react'

/** What goes by itself, while the focus is in it, passes that on: to the dialog it is in, else to the page. */
export function useFocusPassedOn(leaving: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = leaving.current
    return () => {
      if (!element?.contains(document.activeElement)) return
      const next = element.closest<HTMLElement>('[role="dialog"],[role="alertdialog"]')
      const target = next ?? document.querySelector('main')
      target?.focus({ preventScroll: true })
    }
  }, [leaving])
}
