"use strict";

/* Above the mail, what a mailbox shows of it before it is opened. */
function addInboxLine(subject, preheader) {
  const line = document.createElement("div");
  line.style.cssText = "padding:10px 16px;background:Canvas;color:CanvasText;color-scheme:light dark;" +
    'font:14px/20px "Segoe UI","Liberation Sans",sans-serif;border-bottom:1px solid #8d979f;';
  const texts = [["Bolden", "600"], [subject, "600"], [preheader, "400"]];
  for (const [text, weight] of texts) {
    const part = document.createElement("div");
    part.style.cssText = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-weight:" + weight;
    part.textContent = text;
    line.append(part);
  }
  document.body.prepend(line);
}

/* Give what stands out of the window; a mail that scrolls sideways is not read on a phone. */
function tooWide() {
  const edge = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll("*")]
    .filter((part) => part.getClientRects().length && part.getBoundingClientRect().right > edge + 0.5)
    .map(named);
}

/* Give the buttons that a thumb misses: less than 44 pixels high. */
function small() {
  return [...document.querySelectorAll("td.button a, a.way")]
    .filter((part) => part.getBoundingClientRect().height < 44)
    .map((part) => named(part) + " " + part.getBoundingClientRect().height);
}

function named(part) {
  return part.tagName.toLowerCase() + " " + part.textContent.trim().slice(0, 60);
}
