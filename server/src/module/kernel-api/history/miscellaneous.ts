// What modules use of the rest of the kernel: random numbers, time, strings.
import type { ApiChange } from '../history';

export const miscellaneousHistory: readonly ApiChange[] = [
  {
    source: 'include/linux/random.h; commits c440408cf690 and de492c83cae0',
    headers: ['linux/random.h', 'linux/prandom.h'],
    eras: [
      { form: 'prandom_u32()', since: '3.8', until: '6.1' },
      { form: 'get_random_u32()', since: '4.11', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/random.h; commit de492c83cae0',
    headers: ['linux/random.h'],
    eras: [
      { form: 'get_random_int()', until: '6.1' },
      { form: 'get_random_u32()', since: '4.11', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/prandom.h; commit 3c202d14a9d7',
    headers: ['linux/random.h', 'linux/prandom.h'],
    eras: [
      { form: 'prandom_u32_max($ceiling)', since: '3.14', until: '6.2' },
      { form: 'get_random_u32_below($ceiling)', since: '6.2', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/random.h, random32; removed in 3.10',
    headers: ['linux/random.h'],
    eras: [
      { form: 'random32()', until: '3.10' },
      { form: 'get_random_u32()', since: '4.11' },
    ],
  },
  {
    source: 'include/linux/net.h, net_random; removed in 3.14',
    headers: ['linux/net.h', 'linux/random.h'],
    eras: [
      { form: 'net_random()', until: '3.14' },
      { form: 'get_random_u32()', since: '4.11' },
    ],
  },
  {
    source: 'include/linux/timekeeping32.h; commits e4b92b108c6c and 33e26418193f',
    headers: ['linux/timekeeping.h', 'linux/timekeeping32.h'],
    eras: [
      { form: 'do_gettimeofday($tv)', until: '5.0' },
      { form: 'ktime_get_real_ts64($ts)', since: '3.17' },
    ],
  },
  {
    source: 'include/linux/timekeeping32.h, get_seconds; removed in 5.11',
    headers: ['linux/timekeeping.h', 'linux/timekeeping32.h'],
    eras: [
      { form: 'get_seconds()', until: '5.11' },
      { form: 'ktime_get_real_seconds()', since: '3.19' },
    ],
  },
  {
    source: 'include/linux/uaccess.h, access_ok; commit 96d4f267e40f',
    headers: ['asm-generic/access_ok.h', 'asm-generic/uaccess.h'],
    eras: [
      { form: 'access_ok($type, $address, $size)' },
      { form: 'access_ok($address, $size)', since: '5.0' },
    ],
  },
  {
    source: 'include/linux/string.h; commit d26270061ae6',
    headers: ['linux/string.h', 'linux/fortify-string.h'],
    note: 'strscpy() returns the number of characters copied, or -E2BIG.',
    manual: true,
    eras: [
      { form: 'strlcpy($to, $from, $size)', until: '6.8' },
      { form: 'strscpy($to, $from, $size)', since: '4.3' },
    ],
  },
];
