import js from "@eslint/js";
import tseslint from "typescript-eslint";

const OUTSIDE =
  "The core takes values and returns values: take this as an argument, and look it up in engine/, locks/ or cli/.";
const outside = (name) => ({ name, message: OUTSIDE });

export default tseslint.config(
  { ignores: ["dist/", "build/", "coverage/", "node_modules/", "examples/**/node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
    },
  },
  {
    // Loaded by need: see tools/provider/familyTable.ts.
    files: ["policypack/resources/familyTable.ts"],
    rules: { "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\./families/"] }] },
  },
  {
    // The provider's facts hold for deprecated properties and types as well: people still use them.
    files: ["policypack/resources/**/*.ts", "tests/**/*.ts", "examples/**/*.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },
  {
    // Rooms and their imports: .dependency-cruiser.mjs.
    files: ["policypack/{domain,operations,changes,resources,review}/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...["process", "fetch", "performance", "setTimeout", "console"].map(outside)],
      "no-restricted-properties": ["error", { object: "Date", property: "now", message: OUTSIDE }],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: OUTSIDE },
      ],
    },
  },
  {
    files: ["tests/**/*.ts", "bench/**/*.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off", "@typescript-eslint/require-await": "off" },
  },
  { files: ["**/*.cjs"], languageOptions: { globals: { require: "readonly" } } },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        fetch: "readonly",
        Buffer: "readonly",
      },
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { globals: { process: "readonly", require: "readonly", __dirname: "readonly" } },
  },
);
