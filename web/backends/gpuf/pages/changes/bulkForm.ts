import { CLIENT_STATUSES } from '../../schema/client.ts'
import type { BulkChange, NameChange } from '../../bulk/bulkPlan.ts'

/** What the form of a bulk edit holds; '' leaves a field as it is. */
export interface BulkForm {
  readonly status: string
  readonly os: '' | 'set'
  readonly osText: string
  readonly name: '' | NameChange['how']
  readonly nameText: string
  readonly find: string
  readonly by: string
  readonly validStatus: '' | 'valid' | 'invalid'
}

export const EMPTY_FORM: BulkForm = {
  status: '',
  os: '',
  osText: '',
  name: '',
  nameText: '',
  find: '',
  by: '',
  validStatus: '',
}

export function changeOf(form: BulkForm): BulkChange {
  const status = CLIENT_STATUSES.find((known) => known === form.status)
  const name = nameChangeOf(form)
  return {
    ...(status === undefined ? {} : { status }),
    ...(form.os === '' ? {} : { os: form.osText.trim() }),
    ...(name === null ? {} : { name }),
    ...(form.validStatus === '' ? {} : { validStatus: form.validStatus }),
  }
}

function nameChangeOf({ name, nameText, find, by }: BulkForm): NameChange | null {
  if (name === '') return null
  if (name === 'replace') return find === '' ? null : { how: 'replace', find, by }
  return nameText === '' ? null : { how: name, text: nameText }
}
