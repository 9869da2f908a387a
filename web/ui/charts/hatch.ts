/** Diagonal strokes that fill a box, as an SVG path: a pattern that also survives being drawn into a picture. */
export function hatchPath(x: number, y: number, width: number, height: number, gap = 7): string {
  let d = ''
  // Strokes rise to the right: x + y is the same all along one of them. From the page's origin, so that boxes match.
  for (let sum = Math.ceil((x + y) / gap) * gap; sum < x + width + y + height; sum += gap) {
    const left = Math.max(x, sum - y - height)
    const right = Math.min(x + width, sum - y)
    if (right > left)
      d += `M${left.toFixed(1)},${(sum - left).toFixed(1)}L${right.toFixed(1)},${(sum - right).toFixed(1)}`
  }
  return d
}
