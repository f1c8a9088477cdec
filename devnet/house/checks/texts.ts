import { isGenerated, lineOf, listFiles, readText, type Findings } from "./tree.ts";

interface Ban {
  readonly what: string;
  readonly pattern: RegExp;
  readonly files: RegExp;
  readonly except: RegExp;
}

const code = /\.(ts|js|mjs|svelte|sol|json|ya?ml|graphql)$/;
const anyText =
  /\.(ts|js|mjs|svelte|sol|json|ya?ml|graphql|md|css|html|sh|sql|toml|txt)$|(^|\/)\.[^/]+$|^\.ci\//;
const never = /(?!)/;
const houseFixtures = /^devnet\/test\/house\//;

const bans: readonly Ban[] = [
  {
    what: "an address literal; addresses come from contracts/deployments",
    pattern: /\b0x(?!0{30})[0-9a-fA-F]{40}(?![0-9a-fA-F])/g,
    files: code,
    except: /^contracts\/deployments\/|(^|\/)fixtures?(\/|\.)|^devnet\/test\/house\//,
  },
  {
    what: "a copied ABI; ABIs come from @audifi/contracts/abi",
    pattern: /["']?stateMutability["']?\s*:|\bparseAbi(?:Item|Parameters)?\s*\(/g,
    files: code,
    // The subgraph's test events exist in no contract.
    except: /^contracts\/|^devnet\/(test\/)?house\/|^subgraph\/tests\/flat-events\.ts$/,
  },
  {
    what: "a note to self without the number of an issue",
    pattern: /\b(?:TODO|FIXME|XXX|HACK)\b(?![^\n]*#\d)/g,
    files: anyText,
    except: /^devnet\/(test\/)?house\/|^package-lock\.json$/,
  },
  {
    what: "a path of somebody's machine",
    pattern: /(?<=^|[\s"'`(=])(?:\/(?:home|Users|root|work)\/[\w.-]+|[A-Z]:\\Users\\)/gm,
    files: anyText,
    except: houseFixtures,
  },
  {
    what: "a package registry's address",
    pattern: /https?:\/\/[^\s"'/]*(?:registry|npmjs|verdaccio|artifactory)[^\s"']*/g,
    files: anyText,
    except: houseFixtures,
  },
  {
    what: "an address that a package was downloaded from",
    pattern: /"resolved": "https?:[^"]*"/g,
    files: /^package-lock\.json$/,
    except: never,
  },
  {
    what: "commented-out code",
    pattern:
      /^[ \t]*\/\/ ?(?:(?:const|let|var|import|export|return|await|throw|emit|revert|uint256|address) .*;|(?:if|for|while) \(.*\{|[\w.]+\([^ ]*\);|\}[;)]*)[ \t]*$/gm,
    files: /\.(ts|js|mjs|svelte|sol)$/,
    except: houseFixtures,
  },
];

export function checkTexts(root: string): Findings {
  const problems: string[] = [];
  let scanned = 0;
  for (const path of listFiles(root)) {
    const relevant = bans.filter(({ files, except }) => files.test(path) && !except.test(path));
    if (relevant.length === 0) continue;
    const text = readText(root, path);
    scanned += 1;
    for (const { what, pattern } of relevant) {
      if (isGenerated(text) && path !== "package-lock.json") continue;
      const [first] = text.matchAll(pattern);
      if (first !== undefined) {
        problems.push(`${path}:${lineOf(text, first.index)}: ${what}: ${first[0].trim()}`);
      }
    }
  }
  return { scanned, problems };
}
