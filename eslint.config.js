import tseslint from "typescript-eslint";

const nodeGlobals = ["process", "Buffer", "global", "require", "__dirname", "setImmediate"];

export default tseslint.config(
  { ignores: ["build/", "dist/", "**/*.generated.ts"] },
  { files: ["**/*.js"], extends: [...tseslint.configs.recommended] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      // Shapes stand in many messages.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowArray: true, allowBoolean: true, allowNumber: true },
      ],
      // A method of an asynchronous interface may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
      // Rules of primitives and of tree nodes are functions in records: methods by syntax (for bivariant parameters),
      // without a `this`.
      "@typescript-eslint/unbound-method": "off",
      "no-restricted-imports": [
        "error",
        {
          name: "uvu",
          message: "Declare tests with suite from tests/harness/suite.js, which the runner knows.",
        },
      ],
    },
  },
  {
    // Rules that users write get their arguments as trees of no known type.
    files: ["tests/**/*.ts", "examples/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    // These run in browsers too: Node's globals must not slip in unnoticed.
    files: ["compiler/**/*.ts", "runtime/**/*.ts", "shaders/**/*.ts", "tests/gpu/**/*.ts"],
    ignores: ["shaders/generate.ts", "compiler/cli/**"],
    rules: {
      "no-restricted-globals": ["error", ...nodeGlobals],
    },
  },
  {
    files: ["compiler/**/*.ts"],
    ignores: ["compiler/ir/errors.ts", "compiler/cli/**"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...nodeGlobals,
        { name: "TypeError", message: "Import it from ir/errors.ts: it shows the user's line." },
        { name: "RangeError", message: "Use the ValueError of ir/errors.ts: it shows the user's line." },
      ],
    },
  },
);
