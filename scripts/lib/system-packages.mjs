// The Debian packages the project uses beyond Node and git, each with what it is for. Nothing else in the
// project lists packages of this machine; the test VM's own contents are listed with its image.

/** @typedef {'vm' | 'editor' | 'test'} Purpose The test VM, the editor in the browser, the tests. */

/**
 * @typedef {object} SystemPackage
 * @property {string} name
 * @property {readonly Purpose[]} purposes Which of the project's jobs cannot do without it.
 * @property {string} reason
 */

/** @type {readonly SystemPackage[]} */
export const systemPackages = [
  { name: 'qemu-system-x86', purposes: ['vm'], reason: 'runs the test VM' },
  { name: 'qemu-utils', purposes: ['vm'], reason: 'makes the overlay of a test VM' },
  { name: 'fakeroot', purposes: ['vm'], reason: 'makes the image of the test VM without root' },
  { name: 'e2fsprogs', purposes: ['vm'], reason: 'makes the file system of the image' },
  { name: 'cpio', purposes: ['vm'], reason: 'packs the initramfs' },
  { name: 'kmod', purposes: ['vm'], reason: 'indexes the modules of the image' },
  { name: 'xz-utils', purposes: ['vm', 'test'], reason: 'unpacks modules and sources' },
  { name: 'libelf1', purposes: ['vm'], reason: 'is what a tool of the kernel headers is linked with' },
  { name: 'openssh-client', purposes: ['vm'], reason: 'makes keys and reads the SSH configuration' },
  { name: 'gcc', purposes: ['vm', 'test'], reason: 'compiles modules and the reader of option tables' },
  { name: 'make', purposes: ['vm'], reason: 'drives the build of a module' },
  { name: 'chromium', purposes: ['test'], reason: 'shows the editor in tests' },
  { name: 'fonts-dejavu-core', purposes: ['test'], reason: 'is the font of the screenshots' },
  { name: 'g++', purposes: ['editor', 'test'], reason: 'compiles two parts of the stand-in editor' },
  { name: 'python3', purposes: ['editor', 'test'], reason: 'drives that compilation' },
  { name: 'clangd', purposes: ['test'], reason: 'reads a module with the files that are written for it' },
  { name: 'neovim', purposes: ['test'], reason: 'is the other editor that the language server is tested in' },
  { name: 'iptables', purposes: ['test'], reason: 'judges the rules that the checks are compared with' },
  { name: 'openssh-server', purposes: ['test'], reason: 'is the server of the SSH tests' },
  { name: 'sudo', purposes: ['test'], reason: 'makes the commands of the SSH tests root' },
];

/**
 * The packages that the given purposes need.
 *
 * @param {readonly Purpose[]} purposes
 */
export const packagesFor = (purposes) =>
  systemPackages.filter((entry) => entry.purposes.some((purpose) => purposes.includes(purpose)));
