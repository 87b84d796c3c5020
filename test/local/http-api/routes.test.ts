import { describe, expect, it } from '@jest/globals';
import { checkRouteKey, findRoute } from '../../../local/http-api/routes.ts';

const routes = (...keys: string[]) => keys.map((key) => ({ key, functionArn: 'arn', timeoutMilliseconds: 1 }));
const all = routes(
  'GET /',
  'GET /pets/dog/1',
  'GET /pets/dog/{id}',
  'ANY /pets/dog/{id}',
  'GET /pets/{proxy+}',
  'POST /apply',
);

describe('a request finds its route', () => {
  it.each([
    ['GET', '/', 'GET /', undefined],
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['PUT', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/dog/2/toys', 'GET /pets/{proxy+}', { proxy: 'dog/2/toys' }],
    ['GET', '/pets/cat', 'GET /pets/{proxy+}', { proxy: 'cat' }],
  ])('%s %s is %s', (method, path, key, pathParameters) => {
    expect(findRoute(all, method, path)).toMatchObject({ route: { key } });
    expect(findRoute(all, method, path)?.pathParameters).toEqual(pathParameters);
  });

  it.each([
    ['GET', '/apply'],
    ['HEAD', '/'],
    ['POST', '/apply/'],
    ['GET', '/pets/'],
    ['GET', '/nowhere'],
  ])('%s %s finds none', (method, path) => {
    expect(findRoute(all, method, path)).toBeUndefined();
  });

  it('takes $default where nothing else fits', () => {
    const withDefault = [...routes('$default'), ...all];
    expect(findRoute(withDefault, 'GET', '/')?.route.key).toBe('GET /');
    expect(findRoute(withDefault, 'DELETE', '/nowhere')?.route.key).toBe('$default');
  });
});

describe('a route key', () => {
  it.each(['$default', 'GET /', 'ANY /{proxy+}', 'POST /sign/{token}'])('may be %s', (key) => {
    expect(() => checkRouteKey(key)).not.toThrow();
  });

  it.each(['GET', 'FETCH /', 'GET nowhere', 'GET /{proxy+}/more'])('is refused as %s', (key) => {
    expect(() => checkRouteKey(key)).toThrow(`The route key is ${JSON.stringify(key)}; allowed are`);
  });
});
