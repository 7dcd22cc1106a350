/* The city's desk: counts while one writes, adds and takes away rows, saves in the background. All works without it. */
"use strict";

const form = document.querySelector("form[data-autosave]");

/* Counting */
function count(line) {
  const field = document.getElementById(line.dataset.count);
  const limit = Number(line.dataset.limit);
  const used = [...field.value.replaceAll("\r\n", "\n")].length;
  const words = used > limit ? line.dataset.over : line.dataset.left;
  line.textContent = words
    .replace("COUNT_OVER", (used - limit).toLocaleString())
    .replace("COUNT", used.toLocaleString())
    .replace("LIMIT", limit.toLocaleString());
  line.classList.toggle("field-count--over", used > limit);
}
document.querySelectorAll("[data-count]").forEach((line) => {
  count(line);
  document.getElementById(line.dataset.count).addEventListener("input", () => count(line));
});

/* Rows: a new one is a copy of the template; one that is taken away can be brought back until it is saved. */
function addRow(rows, { focused = true } = {}) {
  const list = rows.querySelector(".rows-list");
  const numbers = [...list.querySelectorAll("[name]")].map((field) => Number(field.name.split("-")[1]));
  const number = Math.max(-1, ...numbers) + 1;
  const item = document.createElement("li");
  item.className = "row";
  item.innerHTML = rows.querySelector("template").innerHTML.replaceAll("NUMBER", number);
  list.append(item);
  if (focused) item.querySelector("input:not([type=hidden]), select, textarea").focus();
}
document.querySelectorAll("[data-rows]").forEach((rows) => {
  rows.querySelector("[data-add]").addEventListener("click", (event) => {
    event.preventDefault();
    addRow(rows);
  });
  rows.addEventListener("change", (event) => {
    if (!event.target.name?.endsWith("-removed")) return;
    event.target.closest(".row").classList.toggle("row--removed", event.target.checked);
  });
});

/* Saving while one writes. What cannot be sent is kept on this device until it can. */
if (form) {
  const PAUSE = 1500;
  const RETRY = 5000;
  const status = form.querySelector("[data-status]");
  const kept = `desk:${location.pathname}`;
  let timer = 0;
  let saving = false;
  let again = false;

  const say = (words) => {
    status.textContent = words;
  };
  const fields = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };
  const keep = () => {
    try {
      localStorage.setItem(kept, JSON.stringify([...fields()]));
    } catch {
      /* a full or forbidden store: the form itself still holds the text */
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(kept);
    } catch {
      /* nothing was kept there */
    }
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  async function save() {
    if (saving) {
      again = true;
      return;
    }
    saving = true;
    again = false;
    say(form.dataset.saving);
    const data = fields();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "autosave" },
        credentials: "same-origin",
      });
      const told = await answer.json();
      if (told.state === "saved") {
        form.elements.base.value = told.base;
        showErrors(told.errors);
        if (!again) forget();
        say(form.dataset.saved);
      } else {
        keep();
        say(told.message || { "signed-out": form.dataset.signedOut, conflict: form.dataset.conflict }[told.state] || form.dataset.closed);
      }
    } catch {
      keep();
      say(form.dataset.offline);
      later(RETRY);
    } finally {
      saving = false;
      if (again) later(PAUSE);
    }
  }

  function showErrors(errors) {
    const wrong = new Map(errors.map((error) => [error.field, error.message]));
    form.querySelectorAll(".field").forEach((field) => {
      const input = field.querySelector("input:not([type=hidden]), select, textarea");
      const message = input && wrong.get(input.id);
      field.classList.toggle("field--wrong", Boolean(message));
      let line = field.querySelector(".field-errors");
      if (!message) {
        line?.remove();
        input?.removeAttribute("aria-invalid");
        return;
      }
      if (!line) {
        line = document.createElement("div");
        line.className = "field-errors";
        line.id = `${input.id}_error`;
        input.before(line);
      }
      line.textContent = message;
      input.setAttribute("aria-invalid", "true");
    });
  }

  form.addEventListener("input", (event) => {
    keep();
    later(PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("online", () => later(0));

  /* What an earlier visit could not send. */
  try {
    const earlier = JSON.parse(localStorage.getItem(kept) || "null");
    const base = earlier?.find(([name]) => name === "base")?.[1];
    if (earlier && base === form.elements.base.value && differs(earlier)) restore(earlier);
    else forget();
  } catch {
    forget();
  }

  function byName(pairs) {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) || []), value]);
    return values;
  }

  function differs(earlier) {
    const now = byName(fields());
    const said = (own) => (own || []).filter(Boolean).join("\n");
    return [...byName(earlier)].some(([name, own]) => name !== "csrfmiddlewaretoken" && said(own) !== said(now.get(name)));
  }

  function restore(earlier) {
    const values = byName(earlier);
    for (const [name, own] of values) {
      const [relation, number] = name.split("-");
      const rows = number && document.querySelector(`[data-rows="${relation}"]`);
      for (let tries = 0; rows && !form.elements[name] && tries < 40; tries += 1) addRow(rows, { focused: false });
      if (["csrfmiddlewaretoken", "base"].includes(name)) continue;
      const found = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
      found.forEach((field, place) => {
        if (["checkbox", "radio"].includes(field.type)) field.checked = own.includes(field.value);
        else if (field.type !== "file") field.value = own[found.length > 1 ? place : 0] ?? "";
      });
    }
    document.querySelectorAll("[data-count]").forEach(count);
    later(0);
  }
}
if (matchMedia("(width < 64rem)").matches) document.querySelector(".writing-contents details")?.removeAttribute("open");
