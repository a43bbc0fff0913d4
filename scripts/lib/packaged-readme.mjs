// The README as it goes into the package. VS Code shows it beside the installed extension, with pictures from the web only
// and nothing of the checkout: so pictures are left out there, which the walkthrough has, and links to other files of the
// checkout become the words they stand on.

/**
 * @param {string} text The README of the checkout.
 * @returns {string}
 */
export function packagedReadme(text) {
  return text.replaceAll(/!\[[^\]]*\]\([^):]+\)\n+/g, '').replaceAll(/(?<!!)\[([^\]]+)\]\([^):#]+\)/g, '$1');
}
