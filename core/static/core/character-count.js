// Shows how many characters an answer has and may have, beside every limited field of Wagtail's editor.
(() => {
  "use strict";
  const WORTH_COUNTING = 100; // dates and codes need no count
  const LIMITED = "textarea[maxlength], input[type=text][maxlength]";

  const length = (field) => Array.from(field.value.replace(/\r\n?/g, "\n")).length;

  const follow = (field) => {
    const limit = Number(field.getAttribute("maxlength"));
    if (field.dataset.counted || limit < WORTH_COUNTING || !field.closest(".w-field")) return;
    field.dataset.counted = "true";
    // The browser would cut a long paste without a word: let it in, and say by how much it is too long.
    field.removeAttribute("maxlength");
    const count = document.createElement("p");
    count.className = "help character-count";
    count.id = `${field.id}-count`;
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${count.id}`.trim());
    field.insertAdjacentElement("afterend", count);
    const show = () => {
      const used = length(field);
      count.textContent = `${used.toLocaleString()} / ${limit.toLocaleString()}`;
      count.classList.toggle("error-message", used > limit);
    };
    field.addEventListener("input", show);
    show();
  };

  const followAll = (root) => root.querySelectorAll(LIMITED).forEach(follow);

  document.addEventListener("DOMContentLoaded", () => {
    followAll(document);
    // Inline rows are added while the page is open.
    new MutationObserver((changes) =>
      changes.forEach((change) => change.addedNodes.forEach((node) => node.querySelectorAll && followAll(node)))
    ).observe(document.body, { childList: true, subtree: true });
  });
})();
