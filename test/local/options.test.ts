import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readOptions, UsageError } from '../../local/options.ts';

describe('the options of npm start', () => {
  test('have defaults', () => {
    expect(readOptions([], {})).toEqual({ port: 4000, awsPort: 4566, dataDir: resolve('.perennial'), fresh: false });
  });

  test('come from the command line and the environment', () => {
    expect(readOptions(['--fresh', '--data', 'here'], { PORT: '0', AWS_PORT: '5000' })).toEqual({
      port: 0,
      awsPort: 5000,
      dataDir: resolve('here'),
      fresh: true,
    });
  });

  test.each([
    ['an option that is not there', ['--port', '1'], {}, /--port is not an option/],
    ['a word too many', ['data'], {}, /data is not an option/],
    ['--data without a folder', ['--data'], {}, /--data needs a folder/],
    ['--data followed by an option', ['--data', '--fresh'], {}, /--data needs a folder/],
    ['a port that is none', [], { PORT: 'http' }, /PORT must be a port from 0 to 65535, given was "http"/],
    ['an empty port', [], { PORT: '' }, /given was ""/],
    ['a file for a folder', ['--data', import.meta.filename], {}, /--data needs a folder; .* is a file/],
    ['one port for both', [], { PORT: '5000', AWS_PORT: '5000' }, /PORT and AWS_PORT are both 5000/],
    ['a port beyond the last', [], { AWS_PORT: '65536' }, /AWS_PORT/],
  ])('refuse %s', (_, args, env, message) => {
    expect(() => readOptions(args, env)).toThrow(UsageError);
    expect(() => readOptions(args, env)).toThrow(message);
  });
});
