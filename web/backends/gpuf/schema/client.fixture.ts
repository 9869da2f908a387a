import type { Client, ClientWire } from './client.ts'

/** A well client that was heard of at 0, for tests. */
export function clientWith(changes: Partial<Client> = {}): Client {
  return {
    id: '6e1131b4b9cc454aa6ce3294ab860b2d',
    name: 'rack-1',
    status: 'online',
    os: 'Linux',
    deviceName: 'NVIDIA A100',
    tflops: 83,
    cpu: 45,
    memory: 60,
    storage: 30,
    health: 95,
    lastOnline: 0,
    createdAt: 0,
    uptimeDays: 28,
    loadedModels: [],
    reported: true,
    ...changes,
  }
}

/** The same as a server would list it, for tests. */
export function clientWireWith(changes: Partial<ClientWire> = {}): ClientWire {
  return {
    client_id: '6e1131b4b9cc454aa6ce3294ab860b2d',
    client_name: 'rack-1',
    client_status: 'online',
    os_type: 'Linux',
    device_name: 'NVIDIA A100',
    tflops: 83,
    cpu_usage: 45,
    memory_usage: 60,
    storage_usage: 30,
    health: 95,
    last_online: '2025-07-29T17:55:48.826362Z',
    created_at: '2025-07-01T10:00:00.000000Z',
    uptime_days: 28,
    ...changes,
  }
}
