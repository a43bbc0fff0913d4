// Lint rules. The last part holds the import directions of docs/architecture.md: an arrow that is not listed
// there is an error here.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What each part of the project may not import, with the sentence shown to whoever tries. */
const directions = [
  {
    part: 'server',
    forbidden: [
      '**/client/src/**',
      '**/remote/src/**',
      '**/cli/src/**',
      'vscode',
      'ssh2',
      'node:net',
      'node:http',
      'node:https',
    ],
    why: 'The language server knows no editor, no network and no test machine.',
  },
  {
    part: 'remote',
    forbidden: ['**/client/src/**', '**/server/src/**', '**/cli/src/**', 'vscode', 'vscode-*'],
    why: 'remote is a plain Node library: no editor, no language server.',
  },
  {
    part: 'scaffold',
    forbidden: [
      '**/client/src/**',
      '**/server/src/**',
      '**/remote/src/**',
      '!**/remote/src/user-error',
      '**/cli/src/**',
      'vscode',
      'vscode-*',
    ],
    why: 'scaffold writes text; it knows no editor, no language server and no target.',
  },
  {
    part: 'cli',
    forbidden: ['**/client/src/**', 'vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
    why: 'The command line runs without an editor.',
  },
  {
    part: 'client',
    forbidden: [
      '**/cli/src/**',
      '**/server/src/rules/**',
      '**/server/src/module/**',
      '**/server/src/workspace/**',
      '**/server/src/server',
    ],
    why: 'The client speaks to the server over LSP only; it may import server/src/protocol.ts.',
  },
];

/** Inside the rule and module services the data flows syntax → model → checks and features. */
const serviceFlow = [
  {
    part: 'server/src/rules/syntax',
    forbidden: ['**/model/**', '**/checks/**', '**/features/**', '**/workspace/**', '**/module/**'],
  },
  {
    part: 'server/src/rules/facts',
    forbidden: [
      '**/syntax/**',
      '**/model/**',
      '**/checks/**',
      '**/features/**',
      '**/workspace/**',
      '**/module/**',
    ],
  },
  {
    part: 'server/src/rules/model',
    forbidden: ['**/checks/**', '**/features/**', '**/workspace/**', '**/module/**'],
  },
  { part: 'server/src/rules/checks', forbidden: ['**/features/**', '**/workspace/**', '**/module/**'] },
  { part: 'server/src/rules/features', forbidden: ['**/workspace/**', '**/module/**'] },
  {
    part: 'server/src/module',
    forbidden: ['**/rules/**', '**/workspace/**', '**/shell/**', '**/embedded/**'],
  },
  {
    part: 'server/src/shell',
    forbidden: ['**/rules/**', '**/module/**', '**/embedded/**', '**/workspace/**'],
  },
  { part: 'server/src/embedded', forbidden: ['**/module/**', '**/workspace/**'] },
].map((flow) => ({
  part: flow.part,
  // A later rule replaces an earlier one for the same file, so the server's own limits are repeated here.
  forbidden: [...directions.find(({ part }) => part === 'server').forbidden, ...flow.forbidden],
  why: 'Data flows text → syntax → model → checks and features (docs/architecture.md).',
}));

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'artefacts/', 'node_modules/', '**/generated/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-control-regex': 'off',
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  ...[...directions, ...serviceFlow].map(({ part, forbidden, why }) => ({
    files: [part.includes('/') ? `${part}/**/*.ts` : `${part}/src/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: forbidden, message: why }] },
      ],
    },
  })),
);
