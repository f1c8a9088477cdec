import { describe, it } from "node:test";
import { repositoryRoot } from "../../bin/ensure-installed.mjs";
import { checkSolidity } from "../../house/checks/solidity.ts";
import { assertClean, assertProblems, plant } from "./helpers/plant.ts";

describe("Solidity", () => {
  it("obeys the house in this repository", (t) => {
    assertClean(t, checkSolidity(repositoryRoot));
  });

  it("may fail with custom errors and use unchecked where the bound is written down", (t) => {
    const root = plant(t, {
      "contracts/src/masters/A.sol": `contract A {
        // require(x, "not code")
        string constant NOTE = "revert('not code')";
        function a(uint256 x) external { require(x > 0, A_Zero(x, msg.sender)); if (x > 9) revert A_Large(x); }
        /// @dev At most 9, so that the sum fits.
        function b(uint256 x) external { unchecked { x += 1; } }
        function c(uint256 x) external {
          // At most 9.
          unchecked { x += 1; }
        }
        function d() external { assembly { revert(add(reason, 0x20), mload(reason)) } }
      }`,
      "contracts/src/masters/IA.sol": `interface IA {
        /// @notice Does it.
        function a(uint256 x) external;
        /** @notice Has happened. */
        event Done(uint256 x);
      }`,
      "contracts/src/external/IForeign.sol": "interface IForeign { function a() external; }",
    });
    assertClean(t, checkSolidity(root));
  });

  it("is refused with string reverts, bare requires, unexplained unchecked blocks and silent interfaces", (t) => {
    const root = plant(t, {
      "contracts/src/A.sol": 'contract A { function a() external { require(true, "no"); } }',
      "contracts/src/B.sol": 'contract B { function b() external { revert("no"); } }',
      "contracts/src/C.sol": "contract C { function c(uint256 x) external { require(x == max(1, 2)); } }",
      "contracts/src/D.sol": "contract D { function d(uint256 x) external { unchecked { x++; } } }",
      "contracts/src/IE.sol":
        "interface IE {\n  // Not NatSpec.\n  function e() external;\n  error E_No(uint256 a);\n}",
    });
    assertProblems(checkSolidity(root), [
      /A\.sol:1: a failure without a custom error/,
      /B\.sol:1: a failure without a custom error/,
      /C\.sol:1: a failure without a custom error/,
      /D\.sol:1: unchecked without its bound/,
      /IE\.sol:3: function e has no NatSpec/,
      /IE\.sol:4: error E_No has no NatSpec/,
    ]);
  });
});
