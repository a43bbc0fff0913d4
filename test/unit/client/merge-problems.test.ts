import { describe, expect, it } from 'vitest';
import { isSaidByServer, mergeProblems } from '../../../client/src/sources/merge-problems';
import type { Problem } from '../../../remote/src/jobs/job';

const problem = (file: string, message: string, code?: string): Problem => ({
  file,
  line: 1,
  column: 1,
  severity: 'warning',
  message,
  ...(code === undefined ? {} : { code }),
});

const module = problem('/m/xt_FOO.c', 'unused');
const library = problem('/m/libxt_FOO.c', 'unused');
const header = problem('/m/xt_FOO.h', 'empty declaration');

describe('the problems after a check', () => {
  it('are those of the check and, of what it did not compile, those from before', () => {
    const found = { problems: [], compiled: ['/m/xt_FOO.c'] };
    expect(mergeProblems([module, library], found)).toEqual([library]);
  });

  it('are those of the check alone when everything was compiled', () => {
    expect(mergeProblems([module, library], { problems: [header], compiled: undefined })).toEqual([header]);
  });

  it('have a header once that two sources include', () => {
    const found = { problems: [header], compiled: ['/m/xt_FOO.c'] };
    expect(mergeProblems([library, header], found)).toEqual([library, header]);
  });
});

describe('what the server says already', () => {
  it('is what a finding on the line is about', () => {
    const said = problem('/m/xt_FOO.c', 'too few arguments to function ‘ip_route_me_harder’');
    expect(isSaidByServer(said, ['api-moved'])).toBe(true);
    expect(isSaidByServer(problem('/m/xt_FOO.c', 'x', '-Wreturn-type'), ['return-in-void'])).toBe(true);
  });

  it('is no other complaint about that line', () => {
    expect(isSaidByServer(module, ['api-moved', 'return-in-void'])).toBe(false);
    expect(isSaidByServer(module, [])).toBe(false);
  });
});
