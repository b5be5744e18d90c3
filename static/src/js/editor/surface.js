/* What people write on. A page shows a text field; the rich view and the plain one stand in its place and are used alike.

   Offsets count UTF-16 units of the Markdown source, as JavaScript does. Of a surface:

   source            the whole Markdown
   replace(source)   somebody else changed it: caret and scroll stay where they were, one's own undo does not take it back;
                     a second argument tells the changes, as in offsets.js, where they are known
   selection         { anchor, head } in the source, or null when nobody is here
   show(people)      others' carets: [{ key, name, organisation, color (0–7), anchor, head }]
   lock(sentence)    nothing more can be written, and why; null: it can again
   focus(), destroy()

   It tells its listeners "input" when the person changed the source, and "select" when the caret went elsewhere. */
export class Surface extends EventTarget {
  get source() {
    throw new Error("a surface knows its source")
  }

  get selection() {
    return null
  }

  replace(_source) {
    throw new Error("a surface takes what others wrote")
  }

  show(_people) {}

  lock(_sentence) {}

  focus() {}

  destroy() {}
}
