import type { ReactNode } from 'react'

export type SortValue = string | number | null

/** How one property of a row is shown in a table. Keep the array of them stable: it is what the order depends on. */
export interface Column<T> {
  readonly id: string
  readonly header: string
  /** The header is there for screen readers only, as over buttons. */
  readonly headerHidden?: boolean
  readonly cell: (row: T) => ReactNode
  /** What the column is sorted by; without it the column is not sortable. Null is always last. */
  readonly sortValue?: (row: T) => SortValue
  readonly align?: 'end'
  /** Pixels or CSS. */
  readonly width?: number | string
  /** Takes the room that is left, and cuts its text where there is none. */
  readonly grow?: boolean
  /** 1 always · 2 from 640 px · 3 from 1280 px · 4 from 1600 px. */
  readonly priority?: 1 | 2 | 3 | 4
  /** Stays in sight while the others scroll sideways: for what one came to press. */
  readonly pinned?: boolean
  /** Cannot be hidden: what a row is known by. */
  readonly always?: boolean
  /** Not shown until an operator asks for it. */
  readonly optional?: boolean
  readonly mono?: boolean
}

export interface TableSort {
  readonly id: string
  readonly desc: boolean
}

/** The rows an operator has chosen. A page keeps the choice by key, so that it survives new rows and filters. */
export interface TableSelection<T> {
  readonly has: (key: string) => boolean
  /** Of the rows in the table; `mixed` when some are chosen. */
  readonly all: boolean | 'mixed'
  readonly onToggle: (row: T, key: string, on: boolean) => void
  /** From place to place in the order shown, both included. */
  readonly onRange: (fromIndex: number, toIndex: number, on: boolean) => void
  readonly onToggleAll: (on: boolean) => void
  /** What the row is called. */
  readonly label: (row: T) => string
}
