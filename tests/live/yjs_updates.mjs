// Writes what browsers send: one line of JSON for each scene, made by Yjs itself.
import * as Y from "yjs";

const base64 = (bytes) => Buffer.from(bytes).toString("base64");

/** A document under a client id, begun from updates, that notes what it would send. */
function page(client, ...updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  doc.clientID = client;
  const sent = [];
  doc.on("update", (update, origin) => origin !== "remote" && sent.push(update));
  return { doc, text: doc.getText("text"), sent, take: (update) => Y.applyUpdate(doc, update, "remote") };
}

function seeded(text) {
  const seed = page(1);
  if (text) seed.text.insert(0, text);
  return Y.encodeStateAsUpdate(seed.doc);
}

const scenes = {};
function scene(name, text, act) {
  const seed = seeded(text);
  const one = page(5, seed);
  const extra = act(one, seed) ?? {};
  scenes[name] = {
    seed: base64(seed),
    base: text,
    client: 5,
    sent: (extra.sent ?? one.sent).map(base64),
    text: one.text.toString(),
    state: base64(Y.encodeStateAsUpdate(one.doc)),
  };
}

scene("typing", "Länet.", ({ text }) => {
  for (const letter of "Hej å 😀!") text.insert(text.length, letter);
});
scene("typing backwards", "", ({ text }) => {
  for (const letter of "åäö😀") text.insert(0, letter);
});
scene("taking out", "Länet förädlar mer.", ({ text }) => {
  text.delete(0, 6);
  text.insert(3, "x");
  text.delete(2, 4);
});
scene("putting in and taking out at once", "Länet.", ({ doc, text }) => {
  doc.transact(() => {
    text.insert(2, "abc");
    text.delete(3, 1);
    text.insert(0, "y");
  });
});
scene("typed and taken out again before it was sent", "Länet.", ({ doc, text }, seed) => {
  const before = Y.encodeStateVectorFromUpdate(seed);
  text.insert(2, "abcdef");
  text.delete(3, 2);
  text.insert(4, "g");
  return { sent: [Y.encodeStateAsUpdate(doc, before)] };
});
scene("everything taken out before it was sent", "Länet.", ({ doc, text }, seed) => {
  const before = Y.encodeStateVectorFromUpdate(seed);
  text.insert(2, "abcdef");
  text.delete(0, text.length);
  text.insert(0, "nytt");
  text.delete(0, 4);
  return { sent: [Y.encodeStateAsUpdate(doc, before)] };
});
scene("joined in one", "Länet.", ({ text, sent }) => {
  for (const letter of "abc") text.insert(0, letter);
  text.delete(1, 1);
  return { sent: [Y.mergeUpdates(sent)] };
});
scene("undo and redo", "Länet.", ({ text }) => {
  const undo = new Y.UndoManager(text, { captureTimeout: 0 });
  text.insert(0, "ab");
  text.delete(1, 3);
  undo.undo();
  undo.undo();
  undo.redo();
});
scene("emoji taken out whole", "a😀b👨‍👩‍👧c", ({ text }) => {
  text.delete(1, 2);
  text.insert(1, "😁");
});
scene("half an emoji taken out", "a😀b", ({ text }) => text.delete(2, 1));
scene("put into an emoji", "a😀b", ({ text }) => text.insert(2, "x"));
scene("a lone half", "ab", ({ text }) => text.insert(1, "\ud83d"));
scene("bold", "Länet.", ({ text }) => text.format(0, 3, { bold: true }));
scene("an embed", "Länet.", ({ text }) => text.insertEmbed(1, { image: "x" }));
scene("another root", "Länet.", ({ doc }) => doc.getText("other").insert(0, "x"));
scene("a map", "Länet.", ({ doc }) => doc.getMap("m").set("a", 1));
scene("an attribute of the text", "Länet.", ({ text }) => text.setAttribute("a", "b"));
scene("an array", "Länet.", ({ doc }) => doc.getArray("text2").insert(0, [1, "a", true]));
scene("a nested text", "Länet.", ({ doc }) => doc.getMap("m").set("t", new Y.Text("x")));
scene("the second format", "Länet.", ({ doc, text }) => {
  text.insert(0, "x");
  return { sent: [Y.encodeStateAsUpdateV2(doc)] };
});
scene("a gap", "Länet.", ({ text, sent }) => {
  for (const letter of "abc") text.insert(0, letter);
  return { sent: [Y.mergeUpdates([sent[0], sent[2]])] };
});

/** Numbers that come back on every run. */
function chances(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

function longSession(number) {
  const below = chances(number + 1);
  const seed = seeded(number % 2 ? "Länet förädlar 😀 mer av det som jord och skog ger." : "");
  const log = [];
  const pages = [2, 3, 4, 5].map((client) => {
    const one = { ...page(client, seed), client, heard: 0, sentUpto: Y.encodeStateVectorFromUpdate(seed) };
    one.undo = new Y.UndoManager(one.text, { captureTimeout: below(2) ? 0 : 500 });
    return one;
  });
  const whole = (text, at) => (/[\udc00-\udfff]/.test(text.toString()[at] ?? "") ? at + 1 : at);
  const send = (one) => {
    if (!one.sent.length) return;
    log.push([one.client, base64(below(2) ? Y.mergeUpdates(one.sent) : Y.mergeUpdates([one.sent[0], ...one.sent]))]);
    one.sent.length = 0;
  };
  const hear = (one, upto) => {
    for (; one.heard < upto; one.heard++) {
      const [client, update] = log[one.heard];
      if (client !== one.client) one.take(Buffer.from(update, "base64"));
    }
  };
  for (let step = 0; step < 600; step++) {
    const one = pages[below(pages.length)];
    const act = below(20);
    const length = one.text.length;
    if (act < 9) one.text.insert(whole(one.text, below(length + 1)), ["a", "å", "😀", "ord och ", "\n"][below(5)]);
    else if (act < 13) {
      const from = whole(one.text, below(length + 1));
      const to = Math.min(whole(one.text, from + below(6)), length);
      if (to > from) one.text.delete(from, to - from);
    } else if (act < 14) one.undo.undo();
    else if (act < 15) one.undo.redo();
    else if (act < 17) send(one);
    else hear(one, one.heard + below(log.length - one.heard + 1));
  }
  pages.forEach(send);
  pages.forEach((one) => hear(one, log.length));
  const texts = new Set(pages.map((one) => one.text.toString()));
  if (texts.size !== 1) throw new Error("the pages differ");
  return { seed: base64(seed), sent: log, text: [...texts][0] };
}

scenes["long sessions"] = Array.from({ length: 6 }, (_, number) => longSession(number));

process.stdout.write(JSON.stringify(scenes));
