import js from "@eslint/js"
import globals from "globals"

export default [
  { ignores: ["static/dist/", "node_modules/", ".venv/", "var/", "dist/"] },
  js.configs.recommended,
  {
    files: ["static/src/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "max-lines": ["error", 100],
      "no-console": "error",
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Ask the server for a fragment, or build nodes and set textContent." },
        { property: "outerHTML", message: "Ask the server for a fragment, or build nodes and set textContent." }
      ]
    }
  },
  {
    files: ["static/src/**/*.test.js", "static/src/js/testing/*.js", "**/*.mjs"],
    languageOptions: { globals: globals.node },
    rules: { "max-lines": "off" }
  }
]
