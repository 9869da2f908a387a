/** Whether one connection to the console's origin carries any number of requests: HTTP/2 and 3. */
export function isMultiplexed(): boolean {
  if (typeof PerformanceNavigationTiming === 'undefined') return false
  return performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && /^h[23]/.test(entry.nextHopProtocol))
}
