"use strict";
const { sides, rows } = JSON.parse(document.querySelector("#data").textContent);
const about = document.querySelector("#about");
const clock = (event) => event.virtual_us ?? event.real_us;

function element(name, classes, text) {
  const made = document.createElement(name);
  made.className = classes;
  if (text !== undefined) made.textContent = text;
  return made;
}

function tell(event) {
  about.textContent = Object.entries(event)
    .filter(([key]) => key !== "said")
    .map(([key, value]) => `${key}: ${value}`)
    .join("   ");
}

function button(event, classes, text) {
  const made = element("button", classes, text);
  made.type = "button";
  made.addEventListener("focus", () => tell(event));
  made.addEventListener("pointerenter", () => tell(event));
  return made;
}

function drawBars() {
  const all = sides.map((side) => side.bars);
  const end = Math.max(...all.flat().map((bar) => bar.ends));
  if (!(end > 0)) return;
  const place = document.querySelector("#bars");
  const axis = element("div", "bar-row axis");
  const marks = element("div", "track");
  for (const mark of [0, 1, 2, 3, 4]) {
    const moment = element("span", "", `${Math.round((end * mark) / 4000)}${mark === 4 ? " ms" : ""}`);
    moment.style.left = `${mark * 25}%`;
    marks.append(moment);
  }
  axis.append(element("span", ""), element("span", ""), marks);
  place.append(axis);
  all.forEach((bars, number) => {
    bars.forEach((bar, first) => {
      const row = element("div", number === 0 ? "bar-row" : "bar-row reference");
      const track = element("div", "track");
      const ends = bar.ends;
      const drawn = button(bar, "bar");
      drawn.style.left = `${(bar.begins / end) * 100}%`;
      drawn.style.width = `${((ends - bar.begins) / end) * 100}%`;
      drawn.setAttribute("aria-label", `${bar.name} ${bar.begins / 1000}–${ends / 1000} ms`);
      track.append(drawn);
      row.append(element("span", "", first === 0 ? sides[number].name : ""), element("span", "", bar.name), track);
      place.append(row);
    });
  });
}

function drawSteps() {
  const place = document.querySelector("#steps");
  const names = element("div", "sides names");
  for (const side of sides) names.append(element("span", "", `${side.name}: ${side.outcome}`));
  place.append(names);
  let isMarked = false;
  for (const { lines, sides: both, left_out: leftOut, said } of rows) {
    if (leftOut) {
      place.append(element("p", "dim", said));
      continue;
    }
    const drawn = element("div", "step");
    for (const [line, source] of lines) drawn.append(element("code", "", `${line}  ${source}`));
    const columns = element("div", "sides");
    const texts = both.map((events) => events.map((event) => `${event.subject} ${event.what}`));
    const longest = Math.max(...texts.map((text) => text.length));
    const at = isMarked || texts.length < 2 ? -1 : [...Array(longest).keys()].findIndex((n) => texts[0][n] !== texts[1][n]);
    for (const events of both) {
      const column = element("div", "");
      events.forEach((event, number) => {
        const here = number === at ? " here" : "";
        column.append(button(event, `event ${event.what}${here}`, event.said));
      });
      columns.append(column);
    }
    drawn.append(columns);
    if (at >= 0) {
      isMarked = true;
      drawn.classList.add("differs");
    }
    place.append(drawn);
  }
}

let zoom = 1;
const LARGEST = 32;

function zoomed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+") zoom = Math.min(zoom * 2, LARGEST);
  else if (event.key === "-") zoom = Math.max(zoom / 2, 1);
  else if (event.key === "0") zoom = 1;
  else return;
  document.querySelector("#bars").style.setProperty("--zoom", zoom);
}

function go(event) {
  const all = [...document.querySelectorAll(".bar, .event")];
  const at = all.indexOf(document.activeElement);
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  let next;
  if (event.key === "Home") next = document.querySelector(".here");
  else if (event.key in moves) next = all[Math.min(Math.max(at + moves[event.key], 0), all.length - 1)];
  if (next === null || next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

drawBars();
drawSteps();
addEventListener("keydown", go);
addEventListener("keydown", zoomed);
document.querySelector(".differs")?.scrollIntoView({ block: "center" });
