import { describe, expect, it } from 'vitest';
import { BootClock, parseUptime } from '../../../client/src/kernel-log/boot-clock';

describe('the clock of a target', () => {
  it('knows nothing at first', () => {
    expect(new BootClock().instantOf(5)).toBeUndefined();
  });

  it('places a record by the uptime of the target', () => {
    const clock = new BootClock();
    clock.calibrate(10_000, 1_000_000);
    expect(clock.instantOf(4_000_000)).toBe(994_000);
  });

  it('takes the earliest possible boot when it has only records to go by', () => {
    const clock = new BootClock();
    clock.observe(1_000_000, 50_000);
    clock.observe(45_000_000, 50_000);
    expect(clock.instantOf(0)).toBe(5_000);
  });

  it('does not let a record overrule the uptime', () => {
    const clock = new BootClock();
    clock.calibrate(10_000, 100_000);
    clock.observe(99_000_000, 100_000);
    expect(clock.instantOf(0)).toBe(90_000);
  });

  it('begins anew after a boot', () => {
    const clock = new BootClock();
    clock.calibrate(10_000, 100_000);
    clock.reset();
    clock.observe(2_000_000, 200_000);
    expect(clock.instantOf(2_000_000)).toBe(200_000);
  });

  it('reads /proc/uptime, and nothing else', () => {
    expect(parseUptime('12.50 40.00\n')).toBe(12_500);
    expect(parseUptime('cat: /proc/uptime: No such file')).toBeUndefined();
  });
});
