import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['node_modules', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    rules: {
      // Every word that comes from a page is text, never markup.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      // A blank between two tags has to be written as an expression, or it is dropped.
      'svelte/no-useless-mustaches': 'off',
      // Queries are made and read at once, and no state of a component.
      'svelte/prefer-svelte-reactivity': 'off',
      // Links are plain paths: the desk is always served from the root of its host.
      'svelte/no-navigation-without-resolve': 'off',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Words of pages are text.' },
        { property: 'outerHTML', message: 'Words of pages are text.' },
      ],
    },
  },
);
