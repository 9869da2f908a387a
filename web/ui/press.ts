import { useEffect, useState } from 'react'

interface Press {
  /** At once, or after the click when the pointer is down. Only the last of several is done. */
  readonly after: (action: () => void) => void
}

/** Waits for a press on the page to be over, so that what is pressed stays where it is until its click has come. */
export function usePress(): Press {
  const [press] = useState(() => new PagePress())
  useEffect(() => press.listen(), [press])
  return press
}

class PagePress implements Press {
  private isDown = false
  private waiting: (() => void) | null = null
  private place = ''

  after(action: () => void): void {
    this.waiting = null
    if (!this.isDown) action()
    else {
      this.waiting = action
      this.place = location.pathname
    }
  }

  listen(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined
    const down = () => {
      this.isDown = true
    }
    // The click comes in the same task as this; so does the end of a drag, which has none.
    const up = () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.end())
    }
    document.addEventListener('pointerdown', down, true)
    document.addEventListener('pointerup', up, true)
    document.addEventListener('pointercancel', up, true)
    return () => {
      clearTimeout(timer)
      this.waiting = null
      document.removeEventListener('pointerdown', down, true)
      document.removeEventListener('pointerup', up, true)
      document.removeEventListener('pointercancel', up, true)
    }
  }

  private end(): void {
    this.isDown = false
    const action = this.waiting
    this.waiting = null
    // A click that led to another page is not called back.
    if (location.pathname === this.place) action?.()
  }
}
