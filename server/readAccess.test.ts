import { describe, expect, test } from 'vitest'
import { onlyAsks } from './readAccess.ts'

describe('what a console that only looks may send', () => {
  test.each([
    ['GET', '/api/runtime/instances'],
    ['HEAD', '/api/health'],
    ['POST', '/api/models/list'],
    ['POST', '/v1/chat/completions'],
  ])('%s %s', (method, path) => expect(onlyAsks(method, path)).toBe(true))

  test.each([
    ['POST', '/api/models/pull'],
    ['POST', '/api/runtime/stop'],
    ['POST', '/api/config/set'],
    ['POST', '/api/update'],
    ['POST', '/api/models/list/../pull'],
    ['POST', '/API/models/list'],
    ['POST', '/v1/'],
    ['POST', '/api/user/edit_client_info'],
    ['PUT', '/api/models/list'],
    ['DELETE', '/api/models/list'],
    ['get', '/api/health'],
  ])('but not %s %s', (method, path) => expect(onlyAsks(method, path)).toBe(false))
})
