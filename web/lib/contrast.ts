export interface Rgb {
  readonly red: number
  readonly green: number
  readonly blue: number
}

const white: Rgb = { red: 255, green: 255, blue: 255 }
const black: Rgb = { red: 0, green: 0, blue: 0 }

/** WCAG 2.2, relative luminance. */
export function luminance({ red, green, blue }: Rgb): number {
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
}

function channel(value: number): number {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** WCAG 2.2, contrast ratio, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** The colour nearest to the one given that can be read on a ground: mixed with black or white until it can. */
export function readableOn(ground: Rgb, colour: Rgb, ratio: number): Rgb {
  if (contrast(colour, ground) >= ratio) return colour
  const towards = contrast(white, ground) > contrast(black, ground) ? white : black
  for (let share = 0.05; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share)
    if (contrast(mixed, ground) >= ratio) return mixed
  }
  return towards
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const between = (from: number, to: number) => Math.round(from + (to - from) * share)
  return { red: between(a.red, b.red), green: between(a.green, b.green), blue: between(a.blue, b.blue) }
}

export function cssColour({ red, green, blue }: Rgb): string {
  return `rgb(${red} ${green} ${blue})`
}
