// The least that VS Code can be asked to activate: what its own part of an activation costs.
exports.activate = () => undefined;
