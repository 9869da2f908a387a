/** Something that needs a person. Texts are already translated; names come from servers and are plain text. */
export interface AttentionItem {
  /** Stable over polls, as `gpuf/client/<id>/silent`. */
  readonly id: string
  readonly severity: 'critical' | 'warning' | 'notice'
  readonly title: string
  readonly detail?: string
  /** Since when, in milliseconds since the epoch, where known. */
  readonly since?: number
  /** Where to look, inside the console. */
  readonly href?: string
}
