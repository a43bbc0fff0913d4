// Timers and tasklets.
import type { ApiChange } from '../history';

const headers = ['linux/timer.h'];

export const timerHistory: readonly ApiChange[] = [
  {
    source: 'include/linux/interrupt.h, tasklet_setup; commit 12cc923f1ccc',
    headers: ['linux/interrupt.h'],
    note: 'The function is given the tasklet, and finds what it belongs to by from_tasklet().',
    eras: [
      { form: 'tasklet_init($tasklet, $function, $data)', until: 'never' },
      { form: 'tasklet_setup($tasklet, $function)', since: '5.9', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/timer.h, timer_setup; commits 686fef928bba and 513ae785c63c',
    headers,
    note: 'The function is given the timer, and finds what it belongs to by from_timer() or timer_container_of().',
    eras: [
      { form: 'setup_timer($timer, $function, $data)', until: '4.15' },
      { form: 'timer_setup($timer, $function, $flags)', since: '4.14', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/timer.h, timer_setup, which replaces init_timer() in 4.15',
    headers,
    note: 'timer_setup(timer, function, flags) does all three things at once.',
    eras: [
      { form: 'init_timer($timer)', until: '4.15' },
      { form: 'timer_setup($timer, $function, $flags)', since: '4.14', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/timer.h, struct timer_list; commit c1eba5bcb643',
    headers,
    note: 'The function is given the timer, and finds what it belongs to by from_timer() or timer_container_of().',
    eras: [{ form: 'struct timer_list $timer->data', until: '4.15' }],
  },
  ...['', '_sync'].map((suffix): ApiChange => ({
    source: 'include/linux/timer.h; commits 9b13df3fb64e, bb663f0f3c39 and 8fa7292fee5c',
    headers,
    eras: [
      { form: `del_timer${suffix}($timer)`, until: '6.15' },
      { form: `timer_delete${suffix}($timer)`, since: '6.2, 6.1.84', perhapsSince: '4.4' },
    ],
  })),
  {
    source: 'include/linux/timer.h, timer_container_of; commit 41cb08555c41',
    headers,
    eras: [
      { form: 'from_timer($variable, $timer, $member)', since: '4.14', until: '6.16', perhapsSince: '4.4' },
      { form: 'timer_container_of($variable, $timer, $member)', since: '6.16', perhapsSince: '4.4' },
    ],
  },
];
