import { readFile } from "node:fs/promises";
import Handlebars from "handlebars";

/*
 * Templates become code when mofsmith is built or tested, so that only Handlebars' runtime is loaded when it
 * runs. A template is `import`ed like a module; src/mof/templates.d.ts tells TypeScript its type.
 */

/**
 * The module for a template: no HTML escaping, no helpers but Handlebars' own, nothing looked up that is not there.
 *
 * @param {string} source the template's text
 * @returns {string} an ES module whose default export is the template as a function
 */
function templateModule(source) {
  const code = Handlebars.precompile(source, {
    knownHelpersOnly: true,
    noEscape: true,
    assumeObjects: true,
    data: false,
  });
  return `import Handlebars from "handlebars/runtime";\nexport default Handlebars.template(${code});\n`;
}

/** For esbuild: `plugins: [esbuildTemplates()]`. */
export function esbuildTemplates() {
  return {
    name: "templates",
    setup(build) {
      build.onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({
        contents: templateModule(await readFile(path, "utf8")),
        loader: "js",
      }));
    },
  };
}

/** For Vite and Vitest: `plugins: [viteTemplates()]`. */
export function viteTemplates() {
  return {
    name: "templates",
    enforce: "pre",
    transform: (source, id) =>
      id.endsWith(".hbs") ? { code: templateModule(source), map: null } : undefined,
  };
}
