"use strict";
const table = document.querySelector("#matrix");
const body = table.tBodies[0];
const search = document.querySelector("#search");
const open = document.querySelector("#open");

function filter() {
  const words = search.value.trim().toLowerCase();
  for (const row of body.rows) {
    const has = row.textContent.toLowerCase().includes(words);
    row.hidden = !has || (open.checked && row.dataset.open === "false");
  }
  for (const one of document.querySelectorAll("[data-row]")) {
    one.hidden = document.getElementById(one.dataset.row).hidden;
  }
}

function sort(head) {
  const column = head.cellIndex;
  const falls = head.getAttribute("aria-sort") === "ascending";
  const rows = [...body.rows].sort((a, b) => {
    const [one, other] = [a, b].map((row) => row.cells[column].dataset.value);
    const numbers = [Number(one), Number(other)];
    const order = numbers.some(Number.isNaN) ? one.localeCompare(other) : numbers[0] - numbers[1];
    return falls ? -order : order;
  });
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falls ? "descending" : "ascending");
  body.append(...rows);
}

function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
  if (target !== null) target.scrollIntoView();
}

search.addEventListener("input", filter);
open.addEventListener("change", filter);
for (const button of table.querySelectorAll("th button")) {
  button.addEventListener("click", () => sort(button.closest("th")));
}
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
});
follow();
