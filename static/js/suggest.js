/* Suggestions under every search box: an ARIA combobox whose list the server writes (address in data-suggest).
   Without this script the box is a plain search field. */
"use strict";

const PAUSE = 160; // milliseconds of rest before asking
const SHORTEST = 2; // letters; one is enough in Hangul

function completes(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer, asked, active = -1;
  const options = () => [...list.children];

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  }

  function mark(index) {
    active = index;
    input.removeAttribute("aria-activedescendant");
    options().forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === index));
      if (at !== index) return;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }

  /* An option may hold no link: the address moves to the option itself. */
  function fill(html) {
    const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll('[role="option"]');
    list.replaceChildren(...[...found].map((option, at) => {
      const link = option.querySelector("a");
      option.id = `${list.id}-${at}`;
      option.dataset.url = link.getAttribute("href");
      option.replaceChildren(...link.childNodes);
      return option;
    }));
    mark(-1);
    show(found.length > 0);
  }

  async function ask() {
    const words = input.value.trim();
    const enough = words.length >= SHORTEST || /[가-힣]/.test(words);
    asked?.abort();
    if (!enough) return show(false);
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) fill(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("blur", () => { clearTimeout(timer); show(false); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); show(false); }
    else if (event.key === "Enter") {
      clearTimeout(timer);
      if (!list.hidden && active >= 0) { event.preventDefault(); location.assign(options()[active].dataset.url); }
      else show(false);
    }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) location.assign(option.dataset.url);
  });
}

function completeAll(root) {
  root.querySelectorAll("input[data-suggest]:not([role])").forEach((input) => input.dataset.suggest && completes(input));
}
completeAll(document);
document.addEventListener("htmx:afterSwap", () => completeAll(document));
