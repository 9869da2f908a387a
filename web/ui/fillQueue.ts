/** So many rows are filled in one frame. */
const atOnce = 6
/** Scrolling has come to rest when nothing has rushed past for so long. */
const restMs = 80

/** Rows that rushed past with their first cell only get the others when there is time, some in each frame. */
export class FillQueue {
  private readonly waiting = new Set<() => void>()
  private notBefore = 0
  private frame: number | null = null

  /** @returns takes it out again: the row is gone */
  add(fill: () => void): () => void {
    this.waiting.add(fill)
    this.frame ??= requestAnimationFrame(this.run)
    return () => this.waiting.delete(fill)
  }

  /** Rows are rushing past: what is filled now would be gone in the next frame. */
  hold(): void {
    this.notBefore = performance.now() + restMs
  }

  private readonly run = (now: number): void => {
    this.frame = null
    let room = now < this.notBefore ? 0 : atOnce
    for (const fill of this.waiting) {
      if (room-- <= 0) break
      this.waiting.delete(fill)
      fill()
    }
    if (this.waiting.size > 0) this.frame = requestAnimationFrame(this.run)
  }
}
