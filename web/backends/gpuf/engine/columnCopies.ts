import type { ClientColumns, WordColumn } from '../schema/clientTable.ts'

/** Columns of their own for the page, so that both sides have all rows. */
export function copyOf(columns: ClientColumns): ClientColumns {
  return {
    count: columns.count,
    id: { text: columns.id.text, ends: columns.id.ends.slice() },
    name: { text: columns.name.text, ends: columns.name.ends.slice() },
    status: copyOfWords(columns.status),
    os: copyOfWords(columns.os),
    device: copyOfWords(columns.device),
    tflops: columns.tflops.slice(),
    cpu: columns.cpu.slice(),
    memory: columns.memory.slice(),
    storage: columns.storage.slice(),
    health: columns.health.slice(),
    uptimeDays: columns.uptimeDays.slice(),
    lastOnline: columns.lastOnline.slice(),
    createdAt: columns.createdAt.slice(),
    reported: columns.reported.slice(),
    models: {
      ends: columns.models.ends.slice(),
      id: copyOfWords(columns.models.id),
      ownedBy: copyOfWords(columns.models.ownedBy),
      createdAt: columns.models.createdAt.slice(),
    },
    slots: columns.slots.slice(),
  }
}

function copyOfWords({ codes, words }: WordColumn): WordColumn {
  return { codes: codes.slice(), words }
}

/** What of columns can change hands. */
export function columnBuffers(columns: ClientColumns): ArrayBuffer[] {
  return [
    columns.id.ends,
    columns.name.ends,
    columns.status.codes,
    columns.os.codes,
    columns.device.codes,
    columns.tflops,
    columns.cpu,
    columns.memory,
    columns.storage,
    columns.health,
    columns.uptimeDays,
    columns.lastOnline,
    columns.createdAt,
    columns.reported,
    columns.models.ends,
    columns.models.id.codes,
    columns.models.ownedBy.codes,
    columns.models.createdAt,
    columns.slots,
  ].map(({ buffer }) => buffer)
}
