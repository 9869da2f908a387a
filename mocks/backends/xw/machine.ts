import { type ChipWire, DeviceListSchema, SupportedDevicesSchema } from '@/backends/xw/schema/device.ts'
import { HealthSchema, VersionSchema } from '@/backends/xw/schema/health.ts'
import { reply } from '../../reply.ts'
import { deviceTypesAt } from '../../sim/configurations.ts'
import { shuffled } from '../../sim/rng.ts'
import { goTime } from '../../sim/timestamps.ts'
import type { XwContext, XwRoutes } from './route.ts'

function listDevices(_request: Request, { world, server }: XwContext): Response {
  const rows = server.chips.map(({ kind, busAddress, physicalIndex, chipIndex }): ChipWire => ({
    vendor_id: kind.vendorId,
    device_id: kind.deviceId,
    bus_address: busAddress,
    model_name: kind.modelName,
    config_key: kind.configKey,
    ...(kind.variantKey ? { variant_key: kind.variantKey } : {}),
    device_type: kind.deviceType,
    generation: kind.generation,
    capabilities: null,
    physical_device_index: physicalIndex,
    chip_index: chipIndex,
    chips_per_device: kind.chipsPerDevice,
  }))
  const devices = world.quirks.randomListOrder ? shuffled(rows, world.next) : rows
  return reply(DeviceListSchema, { devices: devices.length === 0 ? null : devices })
}

function supportedDevices(_request: Request, { world, server }: XwContext): Response {
  const types = deviceTypesAt(server.config.running)
  return reply(SupportedDevicesSchema, {
    device_types: world.quirks.randomListOrder ? shuffled(types, world.next) : [...types],
  })
}

export const machineRoutes: XwRoutes = {
  'GET /api/health': () => reply(HealthSchema, { status: 'healthy', message: 'Server is running' }),
  'GET /api/version': (_request, { server }) =>
    reply(VersionSchema, {
      version: '0.0.1',
      build_time: goTime(server.startedAt),
      ...(server.id === 'npu-02' ? { git_commit: '4f1c9e2' } : {}),
    }),
  'GET /api/devices/list': listDevices,
  'POST /api/devices/list': listDevices,
  'GET /api/devices/supported': supportedDevices,
  'POST /api/devices/supported': supportedDevices,
}
