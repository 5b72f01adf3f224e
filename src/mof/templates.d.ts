/** A Handlebars template, precompiled when mofsmith is built (bin/templates.js). */
declare module "*.hbs" {
  const template: (context: unknown) => string;
  export default template;
}
