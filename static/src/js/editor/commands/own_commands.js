/* Commands that are no change of the text but of what one writes with. */
import { openDialog } from "../tools/dialogs.js"

export function ownCommands(editor) {
  return {
    keys: () => void openDialog(editor.tools.piece("keys"), { then: () => editor.focus() }),
    markdown: () => editor.mode.name === "rich" && editor.write("markdown"),
    rich: () => editor.mode.name === "markdown" && editor.write("rich")
  }
}
