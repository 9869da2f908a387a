import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'

/** One tab stop for all chips of a drawing: arrow keys walk among them as they lie on the page. */
export function useChipFocus(keys: readonly string[]) {
  const [held, setHeld] = useState<string | null>(null)
  const elements = useRef(new Map<string, HTMLElement>())
  // The chip that had it may be gone.
  const current = held !== null && keys.includes(held) ? held : (keys[0] ?? null)

  function go(key: string | undefined): void {
    if (key === undefined) return
    setHeld(key)
    elements.current.get(key)?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || current === null) return
    const target = next(event.key, keys.indexOf(current))
    if (target === undefined) return
    event.preventDefault()
    go(target)
  }

  function next(key: string, from: number): string | undefined {
    switch (key) {
      case 'ArrowRight':
        return keys[from + 1] ?? keys[from]
      case 'ArrowLeft':
        return keys[from - 1] ?? keys[from]
      case 'Home':
        return keys[0]
      case 'End':
        return keys.at(-1)
      case 'ArrowDown':
        return inNextRow(from, 1)
      case 'ArrowUp':
        return inNextRow(from, -1)
      default:
        return undefined
    }
  }

  /** The nearest chip of the next row; the next chip where nothing is laid out. */
  function inNextRow(from: number, way: 1 | -1): string | undefined {
    const boxes = keys.map((key) => elements.current.get(key)?.getBoundingClientRect())
    const own = boxes[from]
    if (own === undefined) return keys[from]
    let best: { readonly key: string; readonly apart: number } | undefined
    for (const [index, key] of keys.entries()) {
      const box = boxes[index]
      if (box === undefined) continue
      const rows = way * (box.top - own.top)
      // Less than half a chip is not another row.
      if (rows <= own.height / 2) continue
      const apart = rows * 10 + Math.abs(box.left - own.left)
      if (best === undefined || apart < best.apart) best = { key, apart }
    }
    if (best !== undefined) return best.key
    return own.height === 0 ? (keys[from + way] ?? keys[from]) : keys[from]
  }

  return {
    current,
    onKeyDown,
    propsOf: (key: string) => ({
      ref: (element: HTMLElement | null) => {
        if (element) elements.current.set(key, element)
        else elements.current.delete(key)
      },
      onFocus: () => setHeld(key),
    }),
  }
}
