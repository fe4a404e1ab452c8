// Draws icon.png: a page with lines of text, one of them struck through, and the loop of the proofreader's 删 mark.
// Every pixel is the mean of 4 × 4 points, so that edges are smooth.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";

const SIDE = 256;
const FINE = 4;
const [ground, paper, ink, red] = [[38, 70, 83], [250, 247, 240], [120, 128, 134], [196, 40, 40]];

const within = (value, from, to) => value >= from && value <= to;
/** Whether a point is within `radius` of the line between two points. */
function onLine(x, y, [x1, y1], [x2, y2], radius) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) <= radius;
}
const inRounded = (x, y, left, top, right, bottom, radius) =>
  within(x, left, right) && within(y, top, bottom) &&
  Math.hypot(
    Math.max(left + radius - x, 0, x - (right - radius)),
    Math.max(top + radius - y, 0, y - (bottom - radius)),
  ) <= radius;

/** Colour and opacity of a point. */
function colour(x, y) {
  const lines = [76, 108, 140, 172, 204];
  const loop = Math.abs(Math.hypot((x - 196) / 1.25, y - 118) - 17) <= 5;
  if (onLine(x, y, [66, 140], [180, 140], 5.5) || loop || onLine(x, y, [176, 140], [187, 134], 5.5)) {
    return [...red, 255];
  }
  if (lines.some((at) => onLine(x, y, [70, at], [at === 204 ? 120 : 168, at], 4))) {
    return [...ink, 255];
  }
  if (inRounded(x, y, 46, 40, 192, 228, 8)) {
    return [...paper, 255];
  }
  return inRounded(x, y, 8, 8, 248, 248, 44) ? [...ground, 255] : [0, 0, 0, 0];
}

function pixel(x, y) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < FINE * FINE; i++) {
    const [r, g, b, a] = colour(x + ((i % FINE) + 0.5) / FINE, y + (Math.floor(i / FINE) + 0.5) / FINE);
    sum[0] += r * a;
    sum[1] += g * a;
    sum[2] += b * a;
    sum[3] += a;
  }
  const alpha = sum[3] || 1;
  return [sum[0] / alpha, sum[1] / alpha, sum[2] / alpha, sum[3] / (FINE * FINE)].map(Math.round);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
    }
  }
  return ~value >>> 0;
}

const rows = Buffer.alloc(SIDE * (1 + SIDE * 4));
for (let y = 0; y < SIDE; y++) {
  for (let x = 0; x < SIDE; x++) {
    rows.set(pixel(x, y), y * (1 + SIDE * 4) + 1 + x * 4);
  }
}
const head = Buffer.alloc(13);
head.writeUInt32BE(SIDE, 0);
head.writeUInt32BE(SIDE, 4);
head.set([8, 6, 0, 0, 0], 8); // eight bits a channel, with opacity
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const parts = [signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
const file = join(dirname(fileURLToPath(import.meta.url)), "..", "icon.png");
writeFileSync(file, Buffer.concat(parts));
