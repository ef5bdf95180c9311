// Looks at the page as a learner would, and tells the page around it what was seen.
"use strict";
const seen = { errors };

function press(key) {
  dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
  return document.activeElement.textContent;
}

seen.events = document.querySelectorAll(".event").length;
seen.bars = document.querySelectorAll(".bar").length;
seen.first = press("ArrowDown");
seen.second = press("ArrowDown");
seen.back = press("ArrowUp");
seen.difference = press("Home");
seen.about = document.querySelector("#about").textContent;
const track = document.querySelector(".track");
const wide = track?.getBoundingClientRect().width;
press("+");
seen.zoomed = track ? track.getBoundingClientRect().width > 1.5 * wide : null;
press("0");
seen.whole = track ? track.getBoundingClientRect().width === wide : null;
const last = [...document.querySelectorAll(".event")].pop();
last.dispatchEvent(new PointerEvent("pointerenter"));
seen.hovered = document.querySelector("#about").textContent;
seen.outside = [...document.querySelectorAll("[src], link, a")].length;
seen.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
seen.width = innerWidth;
seen.back_color = getComputedStyle(document.body).backgroundColor;
parent.postMessage(seen, "*");
