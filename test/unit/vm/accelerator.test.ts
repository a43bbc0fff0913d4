import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  chooseAccelerator,
  forgetVerdict,
  rememberVerdict,
  type Hints,
} from '../../../remote/src/vm/accelerator';
import { temporaryFolder } from '../../support/temporary-folder';

const capable: Hints = {
  architecture: 'x64',
  cpuInfo: 'model name\t: x\nflags\t\t: fpu vmx sse2\n',
  deviceError: undefined,
};

let cache: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  cache = temporary.path;
});

describe('the accelerator', () => {
  it.each<[string, Partial<Hints>, RegExp]>([
    [
      'the processor offers no virtualisation',
      { cpuInfo: 'flags\t\t: fpu sse2 svmlike\n' },
      /virtualisation/,
    ],
    ['there is no /dev/kvm', { deviceError: 'ENOENT' }, /no \/dev\/kvm/],
    ['/dev/kvm may not be opened', { deviceError: 'EACCES' }, /EACCES.*group kvm/],
    ['the machine has another architecture', { architecture: 'arm64' }, /arm64/],
  ])('is emulation when %s, and says so', async (_, difference, reason) => {
    expect(await chooseAccelerator(cache, { ...capable, ...difference })).toEqual({
      accelerator: 'tcg',
      reason: expect.stringMatching(reason) as string,
      onTrial: false,
    });
  });

  it.each(['vmx', 'svm'])('is KVM on trial when the processor has %s', async (flag) => {
    const hints = { ...capable, cpuInfo: `flags : fpu ${flag}\n` };
    expect(await chooseAccelerator(cache, hints)).toMatchObject({ accelerator: 'kvm', onTrial: true });
  });

  it('is what an earlier boot has shown, until that is forgotten', async () => {
    await rememberVerdict(cache, 'tcg', 'a guest did not boot');
    expect(await chooseAccelerator(cache, capable)).toEqual({
      accelerator: 'tcg',
      reason: 'a guest did not boot',
      onTrial: false,
    });
    await forgetVerdict(cache);
    expect(await chooseAccelerator(cache, capable)).toMatchObject({ onTrial: true });
  });

  it('is not KVM on a machine without it, whatever was remembered', async () => {
    await rememberVerdict(cache, 'kvm', 'KVM works');
    const hints = { ...capable, deviceError: 'ENOENT' };
    expect(await chooseAccelerator(cache, hints)).toMatchObject({ accelerator: 'tcg' });
  });
});
