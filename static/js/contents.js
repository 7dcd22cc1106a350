/* Marks, in the contents of a long page, the section one is reading; on a phone the contents start folded. */
"use strict";

const links = new Map(
  [...document.querySelectorAll(".contents-list a")].map((link) => [link.hash.slice(1), link]),
);
if (matchMedia("(width < 64rem)").matches) document.querySelector(".contents details")?.removeAttribute("open");
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

function mark() {
  const line = innerHeight / 3;
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
  const current = atEnd ? headings.at(-1) : passed.at(-1);
  links.forEach((link, id) => {
    if (current?.id === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px", threshold: [0, 1] });
headings.forEach((heading) => watch.observe(heading));
