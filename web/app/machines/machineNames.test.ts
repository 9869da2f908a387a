import { expect, test } from 'vitest'
import { machineNames } from './machineNames.ts'

const origin = 'https://console.test'
const at = { id: 'npu-01', label: 'Big box', baseUrl: 'api/xw/npu-01' }

test('a machine goes by what config.json and its own configuration call it, each name once', () => {
  const config = { name: 'NPU-01', host: 'rack7-node3.example' }
  expect(machineNames(at, config, origin)).toEqual(['npu-01', 'Big box', 'rack7-node3.example'])
})

const addressed = (baseUrl: string, host: string | null = null) =>
  machineNames({ ...at, baseUrl }, { name: '', host }, origin)

test('the host of its address is a name where it is not the console’s own, a number or localhost', () => {
  expect(addressed('http://gpu7.example:11581')).toEqual(['npu-01', 'Big box', 'gpu7.example'])
  expect(addressed('https://console.test/api/xw')).toEqual(['npu-01', 'Big box'])
  expect(addressed('http://10.0.0.7:11581', '0.0.0.0')).toEqual(['npu-01', 'Big box'])
  expect(addressed('http://[::1]:11581', '::')).toEqual(['npu-01', 'Big box'])
  expect(addressed('http://localhost:11581', 'localhost')).toEqual(['npu-01', 'Big box'])
})
