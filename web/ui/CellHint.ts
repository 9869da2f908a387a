const away = 14
const margin = 8

/** Where a cell is, as style. */
export interface CellPlace {
  readonly width: string
  readonly height: string
  readonly transform: string
}

/** The words beside the pointer and the frame around its cell. They change with every move, so React draws neither. */
export class CellHint {
  private readonly popup: HTMLElement
  private readonly frame: HTMLElement
  private shown: number | null = null
  private width = 0
  private height = 0

  constructor(popup: HTMLElement, frame: HTMLElement) {
    this.popup = popup
    this.frame = frame
  }

  show(index: number, place: CellPlace, describe: (index: number) => string): void {
    if (index === this.shown) return
    Object.assign(this.frame.style, place)
    this.frame.hidden = false
    this.popup.textContent = describe(index)
    // Among what the browser keeps above everything.
    if (this.shown === null && 'showPopover' in this.popup) this.popup.showPopover()
    this.shown = index
    this.width = this.popup.offsetWidth
    this.height = this.popup.offsetHeight
  }

  /** Beside a point of the window, and never over its edge. */
  follow(x: number, y: number): void {
    const isInWidth = x + away + this.width <= innerWidth - margin
    const isInHeight = y + away + this.height <= innerHeight - margin
    const left = isInWidth ? x + away : Math.max(margin, x - away - this.width)
    const top = isInHeight ? y + away : y - away - this.height
    this.popup.style.transform = `translate(${left}px, ${top}px)`
  }

  hide(): void {
    if (this.shown === null) return
    this.shown = null
    this.frame.hidden = true
    if ('hidePopover' in this.popup) this.popup.hidePopover()
  }
}
