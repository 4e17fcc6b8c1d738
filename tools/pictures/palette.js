"use strict";

/* Set pictures (data addresses) side by side, on paper of one colour for what is lower, and give
   the width, the palette (red, green, blue, …) and each pixel's place in it, in base64. */
async function indexed(addresses, paper) {
  const shots = await Promise.all(addresses.map(loaded));
  const canvas = new OffscreenCanvas(
    shots.reduce((sum, shot) => sum + shot.width, 0), Math.max(...shots.map((shot) => shot.height)),
  );
  const pen = canvas.getContext("2d");
  pen.fillStyle = paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let left = 0;
  for (const shot of shots) {
    pen.drawImage(shot, left, 0);
    left += shot.width;
  }
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  const places = palette(pixels);
  const indices = pixels.map((pixel) => places.get(pixel));
  const colors = [...places].filter(([pixel, place], at) => place === at).flatMap(([pixel]) => parts(pixel));
  return { width: canvas.width, colors, indices: base64(Uint8Array.from(indices)) };
}

async function loaded(address) {
  return createImageBitmap(await (await fetch(address)).blob());
}

/* Give each colour its place among the 256 commonest: its own, or that of the nearest of them. */
function palette(pixels) {
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const byCount = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
  const kept = byCount.slice(0, 256).map(parts);
  const places = new Map();
  byCount.forEach((pixel, at) => places.set(pixel, at < 256 ? at : nearest(parts(pixel), kept)));
  return places;
}

function parts(pixel) {
  return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
}

function nearest(color, kept) {
  let best = 0;
  let least = Infinity;
  kept.forEach((one, at) => {
    const away = one.reduce((sum, part, i) => sum + (part - color[i]) ** 2, 0);
    if (away < least) [best, least] = [at, away];
  });
  return best;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return btoa(text);
}
