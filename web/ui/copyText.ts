export type CopyOutcome = 'copied' | 'failed'

/** Puts text on the clipboard, also where the page is not a secure one. Called while a press or a key is answered. */
export async function copyText(text: string): Promise<CopyOutcome> {
  // Without a secure context there is no clipboard, and consoles often live on plain http in a machine room.
  if (!('clipboard' in navigator)) return copyByHand(text)
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return copyByHand(text)
  }
}

function copyByHand(text: string): CopyOutcome {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Beside the button: an open dialog would take the focus back from anything outside of it.
  const place = focused?.parentElement ?? document.body
  place.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done ? 'copied' : 'failed'
}
