let open = 0

/** How many long streams this tab has. */
export function streamsOpen(): number {
  return open
}

/** @returns ends it; may be called more than once */
export function countStream(): () => void {
  open += 1
  let counts = true
  return () => {
    if (counts) open -= 1
    counts = false
  }
}
