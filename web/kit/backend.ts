import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { LucideIcon } from 'lucide-react'
import type { Endpoint } from '@/net/endpoint.ts'
import type { AttentionItem } from './attention.ts'
import type { MachinePart } from './machine.ts'

/** An entry of the main navigation. `label` is a key of the `nav` catalog. */
export interface NavItem {
  readonly to: string
  readonly label: 'fleet' | 'health' | 'devices' | 'models' | 'instances' | 'playground' | 'versions'
  readonly icon: LucideIcon
}

/**
 * The door of a backend: all that the rest of the console knows of it.
 * Adding a backend is writing one of these and naming it in `app/backends.ts`.
 */
export interface Backend {
  /** As in `config.json`, in query keys and in operations (`xw.listDevices`). */
  readonly kind: string
  /** The product's name, not translated. */
  readonly label: string
  /** What a connection in `config.json` must give besides name and url. */
  readonly needs: readonly 'userId'[]
  /** More than one server of this kind makes sense. */
  readonly many: boolean
  readonly routes: readonly AnyRoute[]
  readonly navigation: readonly NavItem[]
  /** Keeps the reachability of one server fresh; renders nothing. Mounted once a server. */
  readonly Watch: ComponentType<{ readonly at: Endpoint }>
  /** What needs a person now, most urgent first. A hook: called once, on every render of its caller. */
  readonly useAttention: () => readonly AttentionItem[]
  /** Mounted once for the life of the console, whatever page is shown. */
  readonly Background?: ComponentType
  /** A place in the top bar, as for running pulls. */
  readonly TopBar?: ComponentType
  /** Loads what it has for the page of a machine. */
  readonly machine?: () => Promise<readonly MachinePart[]>
}
