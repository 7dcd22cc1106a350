// What changed, glossary and memory beside each passage of wagtail-localize's editor. It is drawn by React: what is added
// stands at the end of a passage's element, where React leaves it alone. Its field for a file gets the name it lacks, its
// headings the level that follows the page's own, and what it shows the language it is in.
(() => {
  "use strict";
  const data = document.getElementById("translation-aids");
  const editor = document.querySelector(".js-translation-editor");
  if (!data || !editor) return;
  const words = JSON.parse(document.getElementById("translation-words").textContent);
  const aids = new Map(JSON.parse(data.textContent).map((aid) => [plain(aid.source), aid]));

  function plain(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Opens the passage's field and puts the text in it; saving stays with the translator.
  async function take(passage, text) {
    if (!passage.querySelector("textarea")) {
      const buttons = [...passage.querySelectorAll(":scope > ul button")];
      buttons.at(-1)?.click();
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    }
    const field = passage.querySelector("textarea");
    if (!field) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  function drawn(aid, passage) {
    const box = element("div", "translation-aid");
    if (aid.changes.length) {
      const change = element("p", "translation-aid-change");
      const text = element("span", "");
      text.lang = words.source;
      for (const [tag, piece] of aid.changes) text.append(tag ? element(tag, "", piece) : piece);
      change.append(element("b", "", words.changed), " ", text);
      box.append(change);
    }
    for (const [expression, preferred] of aid.terms) {
      const term = element("p", "translation-aid-term");
      term.append(element("span", "", expression), " → ", element("b", "", preferred));
      box.append(term);
    }
    for (const [text, where] of aid.offers) {
      const offer = element("p", "translation-aid-offer");
      const button = element("button", "button button-small button-secondary", words.take);
      button.type = "button";
      button.addEventListener("click", () => take(passage, text));
      offer.append(element("span", "", text), " ", element("small", "", `(${where})`), " ", button);
      box.append(offer);
    }
    return box;
  }

  function draw() {
    for (const field of editor.querySelectorAll("input[type=file]")) field.setAttribute("aria-label", words.file);
    for (const heading of editor.querySelectorAll("h3, h4")) heading.setAttribute("aria-level", heading.tagName[1] - 1);
    for (const passage of editor.querySelectorAll("li")) {
      const source = passage.querySelector(":scope > p");
      if (!source) continue;
      source.lang = words.source;
      source.nextElementSibling?.setAttribute("lang", words.target);
      if (passage.querySelector(":scope > .translation-aid")) continue;
      const aid = aids.get(plain(source.textContent));
      if (aid) passage.append(drawn(aid, passage));
    }
  }

  new MutationObserver(draw).observe(editor, { childList: true, subtree: true });
  draw();
})();
