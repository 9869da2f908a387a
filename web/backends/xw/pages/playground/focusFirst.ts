/** As a form's `ref`: whoever opened it types into it at once. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('textarea, input')?.focus()
}
