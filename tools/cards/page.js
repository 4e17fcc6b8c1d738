"use strict";

/* Our own headings are the only TextBlocks, and have no Markdown in them. */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const plain = document.createElement("span");
  plain.textContent = text;
  result.outputHtml = plain.innerHTML;
  result.didProcess = true;
};

function hostConfig(colors) {
  const both = (color) => ({ default: color, subtle: color });
  const foregroundColors = {
    default: { default: colors.text, subtle: colors.subtle },
    dark: both(colors.text), light: both(colors.subtle), accent: both(colors.accent),
    good: both(colors.good), warning: both(colors.warning), attention: both(colors.attention),
  };
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors });
  return new AdaptiveCards.HostConfig({
    fontFamily: '"Segoe UI", "Liberation Sans", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: colors.line },
    supportsInteractivity: true,
    containerStyles: {
      default: style(colors.card), emphasis: style(colors.emphasis), accent: style(colors.emphasis),
      good: style(colors.emphasis), warning: style(colors.emphasis),
      attention: style(colors.emphasis),
    },
    actions: {
      maxActions: 6, buttonSpacing: 8, actionsOrientation: "horizontal",
      actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 16 },
    },
    inputs: {
      label: {
        requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "default" },
        inputSpacing: "small",
      },
      errorMessage: { color: "attention" },
    },
  });
}

/* Show one card in every frame, instead of what was there; give what is wrong with it. */
function look(card, frames) {
  document.body.replaceChildren();
  const said = frames.map(([colors, classes]) => show(card, colors, classes));
  // of the same card every second time it says that "da" is no language: its pattern goes on
  // from where it left off
  if (frames.length % 2) new AdaptiveCards.AdaptiveCard().parse(card);
  return {
    warnings: said[0], too_wide: tooWide(), cut_off: cutOff(false), cut_off_buttons: cutOff(true),
    faint: faint(),
  };
}

/* Show one card in one frame; give what the renderer says against it. */
function show(content, colors, classes) {
  const said = [];
  const frame = document.createElement("div");
  frame.className = "frame " + classes;
  for (const [name, color] of Object.entries(colors)) frame.style.setProperty("--" + name, color);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig(colors);
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse(content, context);
  for (let i = 0; i < context.eventCount; i++) said.push(context.getEventAt(i).message);
  for (const event of card.validateProperties().validationEvents) said.push(event.message);
  document.body.append(frame);
  frame.append(card.render());
  return said;
}

/* Give what stands out to the right of its card. */
function tooWide() {
  const found = [];
  for (const card of document.querySelectorAll(".frame > .ac-adaptiveCard")) {
    const edge = card.getBoundingClientRect().right;
    for (const part of card.querySelectorAll("*")) {
      const box = part.getBoundingClientRect();
      if (box.width && box.right > edge + 0.5) found.push(named(card, part));
    }
  }
  return found;
}

/* Give the buttons or the other texts whose words are cut off. */
function cutOff(ofButtons) {
  return [...document.querySelectorAll(".frame > .ac-adaptiveCard *")]
    .filter((part) => Boolean(part.closest("button")) === ofButtons)
    .filter((part) => part.clientWidth && getComputedStyle(part).overflow !== "visible")
    .filter((part) => part.scrollWidth > part.clientWidth + 1
      || part.scrollHeight > part.clientHeight + 1)
    .map((part) => named(part.closest(".ac-adaptiveCard"), part));
}

/* Give the texts that are hard to tell from what is behind them, with their contrast (WCAG);
   all colours are opaque. What a field is to hold is painted by Teams. */
function faint() {
  const found = [];
  for (const part of document.querySelectorAll(".frame > .ac-adaptiveCard *")) {
    if (!part.getClientRects().length || !hasWords(part)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(part);
    const size = parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && fontWeight >= 700);
    const ratio = contrast(color, background(part));
    if (ratio < (isLarge ? 3 : 4.5)) {
      found.push(named(part.closest(".ac-adaptiveCard"), part) + " " + ratio.toFixed(2));
    }
  }
  return found;
}

/* Say whether it shows words itself, typed ones among them. */
function hasWords(part) {
  return Boolean(part.value) || [...part.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
}

/* Give the colour that is painted behind a part: its own or that of the nearest around it. */
function background(part) {
  const { backgroundColor } = getComputedStyle(part);
  return channels(backgroundColor)[3] === 0 ? background(part.parentElement) : backgroundColor;
}

/* Give red, green, blue (0 to 255) and how opaque it is (0 to 1). */
function channels(color) {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function contrast(one, other) {
  const [dark, light] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color) {
  const [red, green, blue] = color.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function named(card, part) {
  const frame = card.parentElement.className.replace("frame ", "");
  return frame + ": " + (part.textContent.trim() || part.tagName);
}
