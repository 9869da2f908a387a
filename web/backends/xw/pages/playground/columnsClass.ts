/** Up to four answers side by side where there is room. */
export function columnsClass(count: number): string {
  if (count <= 1) return 'grid-cols-1'
  if (count === 2) return 'grid-cols-1 md:grid-cols-2'
  return count === 3 ? 'grid-cols-1 md:grid-cols-2 2xl:grid-cols-3' : 'grid-cols-1 md:grid-cols-2 2xl:grid-cols-4'
}
