// What the client uses of remote/, gathered so that remote.ts can load it at once. Import it through remote.ts only.
export { connect } from '../../remote/src/connect';
export { build } from '../../remote/src/jobs/build';
export { check } from '../../remote/src/jobs/check';
export { setUpClangd } from '../../remote/src/jobs/clangd';
export { readInstalledExtensions } from '../../remote/src/jobs/installed-extensions';
export { fetchKernelHeaders } from '../../remote/src/jobs/kernel-headers';
export { load } from '../../remote/src/jobs/load';
export { moduleState } from '../../remote/src/jobs/module-state';
export { reload } from '../../remote/src/jobs/reload';
export { applyRules } from '../../remote/src/jobs/rules';
export { findModules } from '../../remote/src/jobs/sources';
export { unload } from '../../remote/src/jobs/unload';
export { followKernelLog } from '../../remote/src/kernel-log/follow';
export { createMatcher } from '../../remote/src/kernel-log/match';
export { TestVm } from '../../remote/src/vm/test-vm';
