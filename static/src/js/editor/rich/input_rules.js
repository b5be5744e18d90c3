/* Signs of Markdown that become what they mean as soon as they are written. Backspace takes that back. */
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules"
import { become } from "../commands/list_commands.js"
import { schema } from "../document/schema.js"

const { blockquote, bullet_list: bullets, code_block: code, heading, list_item: item, ordered_list: numbers, paragraph } = schema.nodes

export const writtenSigns = () =>
  inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,3})\s$/u, heading, ([, signs]) => ({ level: signs.length })),
      wrappingInputRule(/^[-*+]\s$/u, bullets),
      wrappingInputRule(/^(\d{1,9})[.)]\s$/u, numbers, ([, number]) => ({ order: Number(number) }), followsOn),
      wrappingInputRule(/^>\s$/u, blockquote),
      textblockTypeInputRule(/^```$/u, code),
      new InputRule(/^\[([ xX]?)\]\s$/u, task),
      marked(/(?<![*\w])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/u, "strong"),
      marked(/(?<![*\w])\*([^\s*](?:[^*]*[^\s*])?)\*$/u, "em"),
      marked(/(?<![_\p{L}\p{N}])_([^\s_](?:[^_]*[^\s_])?)_$/u, "em"),
      marked(/(?<![~\w])~~([^\s~](?:[^~]*[^\s~])?)~~$/u, "strike"),
      marked(/(?<!`)`([^`]+)`$/u, "code")
    ]
  })

const followsOn = ([, number], list) => list.childCount + list.attrs.order === Number(number)

function marked(pattern, name) {
  return new InputRule(pattern, (state, match, start, end) => {
    const from = start + match[0].indexOf(match[1])
    if (state.doc.rangeHasMark(start, end, schema.marks.code)) return null
    return state.tr
      .delete(from + match[1].length, end)
      .delete(start, from)
      .addMark(start, start + match[1].length, schema.marks[name].create())
      .removeStoredMark(schema.marks[name])
  }, { inCodeMark: false })
}

function task(state, [, sign], start, end) {
  const $from = state.doc.resolve(start)
  if ($from.parent.type !== paragraph) return null
  const checked = /x/iu.test(sign)
  const tr = state.tr.delete(start, end)
  if ($from.depth > 1 && $from.node(-1).type === item && $from.index(-1) === 0) {
    return tr.setNodeMarkup($from.before(-1), null, { checked })
  }
  const range = tr.doc.resolve(start).blockRange()
  const list = bullets.create()
  tr.wrap(range, [{ type: list.type, attrs: list.attrs }, { type: item }])
  return checked ? tr.setNodeMarkup(range.start + 1, null, { checked }) : become("tasks", tr, range.start)
}
