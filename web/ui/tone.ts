/**
 * What a colour says. `good`: as it should be · `warn`: look when you can · `bad`: look now ·
 * `busy`: something moves · `idle`: nothing there or nothing known.
 */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'idle'
