"use strict";
/* Elements and the few words that the page says itself. Article text only ever becomes the text of
   a node, never markup. */

function byId(id) {
  return document.getElementById(id);
}

/** An element with properties and children (elements or strings). */
function make(tag, properties, ...children) {
  const made = document.createElement(tag);
  Object.assign(made, properties || {});
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** Words of others: their direction stays inside. */
function bdi(text) {
  return make("bdi", null, text);
}

function counted(number, one, many) {
  return number.toLocaleString("en") + " " + (number === 1 ? one : many);
}

/** The text, cut after a word; by code point, so that no character is cut in two. */
function brief(text, limit) {
  if (text.length <= limit) return text;
  const head = Array.from(text.slice(0, 2 * limit)).slice(0, limit).join("");
  if (head.length === text.length) return text;
  return head.slice(0, head.lastIndexOf(" ") + 1 || head.length).trimEnd() + " …";
}

/** Told to screen readers, and shown for a moment. */
function say(text) {
  const place = byId("said");
  place.textContent = text;
  place.classList.add("shown");
  window.setTimeout(() => place.classList.remove("shown"), 2500);
}

function copy(address) {
  const done = () => say("Link copied");
  const failed = () => window.prompt("Copy this link", address);
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(done, failed);
  else failed();
}
