// Drives the page as a teacher would, and tells the page around it what was seen.
"use strict";
const seen = { errors };

function shown() {
  const rows = [...document.querySelectorAll("#matrix tbody tr")];
  return rows.filter((row) => !row.hidden).map((row) => row.cells[0].textContent);
}

function type(words) {
  const search = document.querySelector("#search");
  search.value = words;
  search.dispatchEvent(new Event("input"));
}

function press(column) {
  document.querySelectorAll("#matrix thead button")[column].click();
}

function later() {
  return new Promise((done) => setTimeout(done, 50));
}

async function drive() {
  seen.all = shown();
  type("ERIN");
  seen.filtered = shown();
  seen.verdictsHidden = [...document.querySelectorAll("[data-row]")].map((one) => one.hidden);
  type("");
  document.querySelector("#open").click();
  seen.open = shown();
  document.querySelector("#open").click();
  press(0);
  seen.rising = shown();
  press(0);
  seen.falling = shown();
  press(1);
  seen.byPoints = shown();

  const link = document.querySelector("#matrix tbody a");
  const verdict = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  seen.openBefore = verdict.open;
  link.click();
  await later();
  seen.openAfter = verdict.open;
  seen.deadLinks = [...document.querySelectorAll("a[href^='#']")]
    .map((one) => decodeURIComponent(one.hash.slice(1)))
    .filter((place) => document.getElementById(place) === null);

  seen.outside = [...document.querySelectorAll("[src], link, a")]
    .map((one) => one.src ?? one.getAttribute("href"))
    .filter((place) => !place.startsWith("#"));
  const page = document.querySelector("#mistake-assertion .page");
  seen.page = [
    page.querySelector("h2").textContent,
    page.querySelector("pre code").textContent,
    page.querySelector("#raw") !== null,
  ];
  seen.width = innerWidth;
  seen.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  seen.back = getComputedStyle(document.body).backgroundColor;
}

drive()
  .catch((error) => errors.push(String(error)))
  .finally(() => parent.postMessage(seen, "*"));
