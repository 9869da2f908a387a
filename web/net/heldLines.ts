/** Lines that arrive so close together came in one piece. */
const TOGETHER_MS = 250
/** A pause of the network, or a server that looks for new lines now and then, is shorter. */
const SILENCE_MS = 8_000
const MANY = 3
/** After so many in a row it is no chance. */
const BURSTS = 2
/** By how much the clock that stamps lines may wander, and a line be on its way. */
const SLACK_MS = 2_000
/** Lines that came as they were written, one after the other: after so many nothing keeps them back. */
const STEADY = 5
const PROMPT_MS = 500

/** Lines that came at about the same time. */
export interface LinesHeard {
  /** When, in milliseconds of any clock that does not jump. */
  readonly at: number
  /** When the first and the last of them were written, in milliseconds of the writer's own clock. */
  readonly firstAt: number
  readonly lastAt: number
  readonly lines: number
}

export interface LinesWatch {
  /** Undefined as long as nothing can be said. `isExcused`: the page could not have seen them sooner. */
  readonly heard: (lines: LinesHeard, isExcused: boolean) => boolean | undefined
}

interface Burst extends LinesHeard {
  readonly endsAt: number
  readonly isExcused: boolean
}

/**
 * Tells lines that something on their way keeps back from those that are written seldom, or many at once: each says
 * when it was written. What was written over many seconds and comes in one piece, after a silence as long, was kept.
 * The writer's clock may be wrong: only how far its times lie apart counts.
 */
export function watchHeldLines(): LinesWatch {
  let before: Burst | undefined
  let burst: Burst | undefined
  let held = 0
  let steady = 0

  /** What has come together is complete: judge it. */
  function judge(): boolean | undefined {
    const [first, last] = [before, burst]
    before = burst
    if (!first || !last || last.isExcused) return undefined
    const silenceMs = last.at - first.endsAt
    const writtenMs = last.lastAt - last.firstAt
    const isWithin = writtenMs >= silenceMs / 2 && writtenMs <= silenceMs + SLACK_MS
    if (silenceMs >= SILENCE_MS && last.lines >= MANY && isWithin) {
      held += 1
      steady = 0
    } else if (isPrompt(first, last, silenceMs)) steady += 1
    if (steady < STEADY) return held >= BURSTS ? true : undefined
    held = 0
    return false
  }

  return {
    heard(lines, isExcused) {
      if (burst && lines.at - burst.endsAt <= TOGETHER_MS) {
        burst = {
          at: burst.at,
          endsAt: lines.at,
          firstAt: Math.min(burst.firstAt, lines.firstAt),
          lastAt: Math.max(burst.lastAt, lines.lastAt),
          lines: burst.lines + lines.lines,
          isExcused: burst.isExcused || isExcused,
        }
        return undefined
      }
      const verdict = judge()
      burst = { ...lines, endsAt: lines.at, isExcused }
      return verdict
    },
  }
}

function isPrompt(first: Burst, last: Burst, silenceMs: number): boolean {
  if (silenceMs < 2 * PROMPT_MS || silenceMs >= SILENCE_MS) return false
  return last.lastAt - last.firstAt <= PROMPT_MS && Math.abs(last.firstAt - first.lastAt - silenceMs) <= PROMPT_MS
}
