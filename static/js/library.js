/* The library page beside htmx: facets behind a button on a phone, what stood open stays open after a swap,
   the new number of results is said, addresses stay short. Everything works without it. */
"use strict";

const FORM = "library-form";
const narrow = matchMedia("(width < 64rem)");
let wasOpen = new Map();
let focusAfter = "";
let place = 0; // how far the page was scrolled

function facets() { return document.getElementById("facets"); }

function setPanel(open) {
  document.documentElement.classList.toggle("filters-open", open);
  document.querySelector(".library-toggle").setAttribute("aria-expanded", String(open));
}

/* Facets in use stand open. */
function prepare() {
  const toggle = document.querySelector(".library-toggle");
  toggle.setAttribute("role", "button");
  facets().querySelectorAll("input:checked").forEach((box) => {
    for (let at = box.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  });
}

function close(where) {
  setPanel(false);
  document.getElementById(where).focus();
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest(".library-toggle");
  if (toggle) {
    event.preventDefault();
    setPanel(!document.documentElement.classList.contains("filters-open"));
  }
  const end = event.target.closest(".facets-end button");
  if (end && narrow.matches) {
    event.preventDefault();
    close("library-count");
  }
});
document.addEventListener("keydown", (event) => {
  const toggle = event.target.closest?.(".library-toggle");
  if (toggle && event.key === " ") { event.preventDefault(); toggle.click(); }
});

if (window.htmx) {
  document.documentElement.classList.add("live");
  prepare();
  setPanel(false);
  if (narrow.matches) facets() // on a phone the others start closed
    .querySelectorAll("details:not(:has(:checked))").forEach((details) => { details.open = false; });

  document.addEventListener("htmx:configRequest", (event) => {
    const { parameters } = event.detail;
    for (const name of ["q", "sort"]) if (!parameters[name]) delete parameters[name];
  });
  document.addEventListener("htmx:beforeSwap", () => {
    wasOpen = new Map([...facets().querySelectorAll("details")].map((details) => [details.id, details.open]));
    place = scrollY;
    focusAfter = document.activeElement.closest?.(`#${FORM}`) ? document.activeElement.id : "";
  });
  document.addEventListener("htmx:afterSwap", () => {
    facets().querySelectorAll("details").forEach((details) => {
      if (wasOpen.has(details.id)) details.open = wasOpen.get(details.id);
    });
    prepare();
    setPanel(document.documentElement.classList.contains("filters-open"));
    if (focusAfter) document.getElementById(focusAfter)?.focus({ preventScroll: true });
    scrollTo({ top: place, behavior: "instant" });
    document.getElementById("library-status").textContent = document.getElementById("library-count").textContent.trim();
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failure, () => document.getElementById(FORM).submit());
  }
}
