// Files below /proc: proc entries and sysctl tables.
import type { ApiChange } from '../history';

export const procHistory: readonly ApiChange[] = [
  {
    source: 'fs/proc/generic.c, create_proc_entry; commit 80e928f7ebb9',
    headers: ['linux/proc_fs.h'],
    note: 'The operations are given at once to proc_create_data(), so that nobody opens the file before it has any.',
    eras: [
      { form: 'create_proc_entry($name, $mode, $parent)' },
      { form: 'proc_create_data($name, $mode, $parent, $operations, $data)', since: '3.10' },
    ],
  },
  {
    source: 'include/linux/proc_fs.h, struct proc_ops; commit d56c0d45f0e2',
    headers: ['linux/proc_fs.h'],
    note: 'The members of struct proc_ops are called proc_open, proc_read, proc_lseek, proc_release and so on.',
    eras: [
      { form: 'proc_create($name, $mode, $parent, $operations:struct file_operations)' },
      { form: 'proc_create($name, $mode, $parent, $operations:struct proc_ops)', since: '5.6' },
    ],
  },
  {
    source: 'include/linux/proc_fs.h, struct proc_ops; commit d56c0d45f0e2',
    headers: ['linux/proc_fs.h'],
    note: 'The members of struct proc_ops are called proc_open, proc_read, proc_lseek, proc_release and so on.',
    eras: [
      { form: 'proc_create_data($name, $mode, $parent, $operations:struct file_operations, $data)' },
      { form: 'proc_create_data($name, $mode, $parent, $operations:struct proc_ops, $data)', since: '5.6' },
    ],
  },
  {
    source: 'include/linux/proc_fs.h, pde_data; commit 359745d78351',
    headers: ['linux/proc_fs.h'],
    eras: [
      { form: 'PDE_DATA($inode)', since: '3.10' },
      { form: 'pde_data($inode)', since: '5.17', perhapsSince: '4.4' },
    ],
  },
  {
    source: 'include/linux/sysctl.h, register_sysctl; commit b8cbc0855a54',
    headers: ['linux/sysctl.h'],
    note: 'register_sysctl(path, table) takes the path as a string and no tables within tables.',
    eras: [
      { form: 'register_sysctl_table($table)', until: '6.5' },
      { form: 'register_sysctl($path, $table)', since: '3.4' },
    ],
  },
];
