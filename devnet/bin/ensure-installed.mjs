import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Node keeps what it compiled of our files and of packages: all processes of a stack start a fifth faster. */
export const compileCache = join(repositoryRoot, "node_modules", ".cache", "audifi", "compiled");

// Runs before anything is installed: nothing newer than Node 20, nothing from node_modules.

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return undefined;
  }
}

let foundLibrary;

/** The C library of this Linux, as lockfiles name it. Asking Node takes a while. */
function libraryHere() {
  foundLibrary ??= process.report.getReport().header.glibcVersionRuntime === undefined ? "musl" : "glibc";
  return foundLibrary;
}

/** Whether a package holds binaries, and for this machine. */
function isMadeForHere({ os, cpu, libc }) {
  if (!os?.includes(process.platform) || !cpu?.includes(process.arch)) return false;
  return libc === undefined || libc.includes(libraryHere());
}

/**
 * Why node_modules does not match the lockfile, or undefined when it does. Absent may be optional packages, but for
 * binaries of this platform, and what the lockfile itself calls extraneous.
 * @param {string} root
 * @param {(entry: object) => boolean} isNeeded whether an optional package may not be absent
 */
export function findInstallProblem(root, isNeeded = isMadeForHere) {
  const wanted = readPackages(join(root, "package-lock.json"));
  if (wanted === undefined) return "package-lock.json cannot be read";
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (installed === undefined) return "nothing is installed yet";
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined) {
      if (entry.extraneous || ((entry.optional || entry.devOptional) && !isNeeded(entry))) continue;
      return `${path} is missing`;
    }
    if (!entry.link && path.includes("node_modules/") && found.version !== entry.version) {
      return `${path} is ${found.version}, the lockfile says ${entry.version}`;
    }
  }
  if (!existsSync(nodePath(root))) return "the pinned Node is missing";
  return undefined;
}

function nodePath(root) {
  if (process.platform === "win32") return join(root, "node_modules", "node", "bin", "node.exe");
  return join(root, "node_modules", ".bin", "node");
}

const OLDEST_NODE = 22;

/** npm leaves out optional binaries whose engines exclude the Node it runs on, so it must run on a recent one. */
async function findNodeForNpm(root, log) {
  if (Number(process.versions.node.split(".")[0]) >= OLDEST_NODE) return process.execPath;
  const folder = join(root, "node_modules", ".cache", "audifi", "node");
  const node = join(folder, "node_modules", "node", "bin", "node");
  if (!existsSync(node)) {
    const { node: version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies;
    log(`Installing Node ${version}, because npm runs on ${process.version}`);
    mkdirSync(folder, { recursive: true });
    await runNpm(process.execPath, ["install", "--no-save", "--prefix", folder, `node@${version}`], folder);
  }
  return node;
}

function runNpm(node, args, cwd) {
  const npmScript = process.env.npm_execpath;
  const [command, leading] = npmScript?.endsWith(".js") ? [node, [npmScript]] : ["npm", []];
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...leading, ...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd,
      env: { ...process.env, PATH: path },
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm install ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/**
 * Installs the workspaces when node_modules does not match the lockfile.
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ node: string }>} the pinned Node that everything else runs on
 */
export async function ensureInstalled({ log }) {
  const problem = findInstallProblem(repositoryRoot);
  if (problem !== undefined) {
    log(`Installing packages (${problem})`);
    // `npm ci` would refuse a lockfile that was written where the registry lacks other platforms' binaries.
    await runNpm(await findNodeForNpm(repositoryRoot, log), ["install", "--no-save"], repositoryRoot);
    // A registry may not have a binary; what needs it says so.
    const remaining = findInstallProblem(repositoryRoot, () => false);
    if (remaining !== undefined) throw new Error(`npm install left node_modules incomplete: ${remaining}`);
  }
  return { node: nodePath(repositoryRoot) };
}
