import { hasSignIn, webAddress } from '@/lib/webAddress.ts'
import type { FleetModel, FleetModelDraft } from './fleetModel.ts'

/** A model of the register as it is typed. */
export interface FleetModelForm {
  readonly name: string
  readonly version: string
  readonly code: string
  readonly engine: string
  readonly active: boolean
  readonly memoryMb: string
  readonly gpuMemoryGb: string
  readonly url: string
  readonly checksum: string
  readonly size: string
}

export type FormField = keyof FleetModelForm

export type FieldFault =
  | {
      readonly kind: 'required' | 'tooLong' | 'wholeAboveZero' | 'wholeFromZero' | 'tooLarge' | 'hex' | 'url' | 'signIn'
    }
  | { readonly kind: 'hexLength'; readonly length: number }
  | { readonly kind: 'versionTaken' | 'codeTaken'; readonly name: string; readonly version: string }

export type FormFaults = Partial<Record<FormField, FieldFault>>

const TEXT_AT_MOST = 255
/** What the register keeps in 32 bits; a size has 64, of which numbers here are exact up to 2^53. */
const WHOLE_AT_MOST = 2_147_483_647

const CHECKSUM_LENGTHS = new Set([32, 40, 64, 96, 128])

export const NEW_MODEL: FleetModelForm = {
  name: '',
  version: '',
  code: '1',
  engine: '0',
  active: true,
  memoryMb: '',
  gpuMemoryGb: '',
  url: '',
  checksum: '',
  size: '',
}

/** The form over a model that exists. The list does not tell its engine: that has to be typed. */
export function formOf(model: FleetModel): FleetModelForm {
  return {
    name: model.name,
    version: model.version,
    code: String(model.versionCode),
    engine: '',
    active: model.active ?? true,
    memoryMb: textOf(model.minMemoryBytes, 2 ** 20),
    gpuMemoryGb: textOf(model.minGpuMemoryBytes, 2 ** 30),
    url: model.downloadUrl ?? '',
    checksum: model.checksum ?? '',
    size: textOf(model.sizeBytes, 1),
  }
}

function textOf(bytes: number | null, unit: number): string {
  return bytes === null ? '' : String(bytes / unit)
}

export type FormReading =
  | { readonly draft: FleetModelDraft; readonly faults: null }
  | { readonly draft: null; readonly faults: FormFaults }

/**
 * What is to be sent, or why not.
 *
 * @param edited the model that is edited: its own name, version and code are not taken by another
 */
export function readForm(
  form: FleetModelForm,
  register: readonly FleetModel[],
  edited: FleetModel | null,
): FormReading {
  const name = form.name.trim()
  const version = form.version.trim()
  const code = whole(form.code)
  const engine = whole(form.engine)
  const memoryMb = whole(form.memoryMb)
  const gpuMemoryGb = whole(form.gpuMemoryGb)
  const size = whole(form.size)
  const url = form.url.trim()
  const checksum = form.checksum.trim()

  const faults: FormFaults = {
    ...fault('name', textFault(name)),
    ...fault('version', textFault(version)),
    ...fault('code', code === null ? 'required' : wholeFault(code, 1)),
    ...fault('engine', engine === null ? 'required' : wholeFault(engine, 0)),
    ...fault('memoryMb', memoryMb === null ? null : wholeFault(memoryMb, 0)),
    ...fault('gpuMemoryGb', gpuMemoryGb === null ? null : wholeFault(gpuMemoryGb, 0)),
    ...fault('size', size === null ? null : sizeFault(size)),
    ...fault('url', addressFault(url, edited?.downloadUrl ?? '')),
    ...checksumFault(checksum),
    ...conflictOf(name, version, code, register, edited),
  }
  if (Object.keys(faults).length > 0 || code === null || engine === null) return { draft: null, faults }
  return {
    faults: null,
    draft: {
      name,
      version,
      versionCode: code,
      engineType: engine,
      active: form.active,
      minMemoryMb: memoryMb,
      minGpuMemoryGb: gpuMemoryGb,
      downloadUrl: url === '' ? null : url,
      checksum: checksum === '' ? null : checksum.toLowerCase(),
      sizeBytes: size,
    },
  }
}

type PlainFault = Exclude<FieldFault['kind'], 'hexLength' | 'versionTaken' | 'codeTaken'>

function fault(field: FormField, kind: PlainFault | null): FormFaults {
  return kind === null ? {} : { [field]: { kind } }
}

function textFault(text: string): PlainFault | null {
  if (text === '') return 'required'
  return Array.from(text).length > TEXT_AT_MOST ? 'tooLong' : null
}

/** Null for nothing, NaN for what is no number. */
function whole(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^-?\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN
}

function wholeFault(value: number, least: 0 | 1): PlainFault | null {
  if (Number.isNaN(value) || value < least) return least === 1 ? 'wholeAboveZero' : 'wholeFromZero'
  return value > WHOLE_AT_MOST ? 'tooLarge' : null
}

function sizeFault(value: number): PlainFault | null {
  if (Number.isNaN(value) || value < 0) return 'wholeFromZero'
  return Number.isSafeInteger(value) ? null : 'tooLarge'
}

/** One that stands in the register already may stay as it is, unless it is here without what was secret in it. */
function addressFault(url: string, before: string): 'url' | 'signIn' | null {
  if (url.includes('…')) return 'url'
  if (url === '' || url === before || webAddress(url) !== null) return null
  return hasSignIn(url) ? 'signIn' : 'url'
}

function checksumFault(checksum: string): FormFaults {
  if (checksum === '') return {}
  if (!/^[0-9a-f]+$/i.test(checksum)) return { checksum: { kind: 'hex' } }
  if (CHECKSUM_LENGTHS.has(checksum.length)) return {}
  return { checksum: { kind: 'hexLength', length: checksum.length } }
}

/** Name and version, and name and code, are unique: the server overwrites for the first and refuses for the second. */
function conflictOf(
  name: string,
  version: string,
  code: number | null,
  register: readonly FleetModel[],
  edited: FleetModel | null,
): FormFaults {
  const others = register.filter((model) => model.name === name && model.id !== edited?.id)
  const sameVersion = others.find((model) => model.version === version)
  const sameCode = others.find((model) => model.versionCode === code)
  return {
    ...(sameVersion && { version: { kind: 'versionTaken', name, version } as const }),
    ...(sameCode && { code: { kind: 'codeTaken', name, version: sameCode.version } as const }),
  }
}
