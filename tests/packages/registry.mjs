// A registry of packages for npm on this machine: serves the tarballs of a folder, and says on standard output where.
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

const folder = process.argv[2];
const packages = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".tgz"))) {
  const packed = execFileSync("tar", ["-xzOf", join(folder, file), "package/package.json"], { encoding: "utf8" });
  const manifest = JSON.parse(packed);
  packages.set(manifest.name, { file, manifest });
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
  if (path.startsWith("-/")) {
    return response.end(readFileSync(join(folder, path.slice(2))));
  }
  const one = packages.get(path);
  if (one === undefined) {
    response.statusCode = 404;
    return response.end("{}");
  }
  const { file, manifest } = one;
  const integrity = `sha512-${createHash("sha512").update(readFileSync(join(folder, file))).digest("base64")}`;
  const tarball = `http://localhost:${server.address().port}/-/${file}`;
  const version = { ...manifest, dist: { tarball, integrity } };
  response.setHeader("content-type", "application/json");
  const tags = { latest: manifest.version };
  response.end(JSON.stringify({ name: manifest.name, "dist-tags": tags, versions: { [manifest.version]: version } }));
});
server.listen(0, "localhost", () => console.log(`http://localhost:${server.address().port}`));
