/** The package's own entry does not load in Node; this file of it does, and has no declarations of its own. */
declare module "wgsl_reflect/wgsl_reflect.module.js" {
  export * from "wgsl_reflect";
}
