/** What a live network has and a local chain lacks: Uniswap V3, WETH, a dollar, price feeds, a Safe, a validator. */
import type { Address, Hex } from "viem";
import {
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  encodePacked,
  getContractAddress,
  keccak256,
  stringToHex,
  zeroAddress,
} from "viem";

import type { Artifact } from "../artifacts.ts";
import { ownArtifact, packagedArtifact } from "../artifacts.ts";
import type { Surroundings } from "./networks.ts";
import { type Creation, create } from "./steps.ts";

const core = (path: string) => packagedArtifact(`@uniswap/v3-core/artifacts/contracts/${path}`);
const periphery = (path: string) => packagedArtifact(`@uniswap/v3-periphery/artifacts/contracts/${path}`);
const router = (path: string) =>
  packagedArtifact(`@uniswap/swap-router-contracts/artifacts/contracts/${path}`);
const safe = (path: string) =>
  packagedArtifact(`@safe-global/safe-smart-account/build/artifacts/contracts/${path}`);

const ETH_USD = 3_000_00000000n;
const USDC_USD = 1_00000000n;

export function planSurroundings(): { creations: Creation[]; surroundings: Surroundings } {
  const weth = create("WETH9", ownArtifact("local/WETH9"));
  const usdc = create("TestUSDC", ownArtifact("local/TestUSDC"));
  const feed = ownArtifact("local/TestPriceFeed");
  const ethUsd = create("TestPriceFeed ETH / USD", feed, ["ETH / USD", ETH_USD]);
  const usdcUsd = create("TestPriceFeed USDC / USD", feed, ["USDC / USD", USDC_USD]);
  const validator = create("AllowListTransferValidator", ownArtifact("local/AllowListTransferValidator"));
  const { creations, uniswap } = planUniswap(weth.creates);
  return {
    creations: [weth, usdc, ethUsd, usdcUsd, validator, ...creations],
    surroundings: {
      name: "Local",
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18, priceFeed: ethUsd.creates },
      weth: weth.creates,
      currencies: [
        {
          address: usdc.creates,
          symbol: "USDC",
          decimals: 6,
          name: "USD Coin",
          permit: { name: "USD Coin", version: "1" },
          priceFeed: usdcUsd.creates,
        },
      ],
      uniswap,
      validators: [{ address: validator.creates, name: "Allow-list" }],
    },
  };
}

function planUniswap(weth: Address) {
  const factory = create("UniswapV3Factory", core("UniswapV3Factory.sol/UniswapV3Factory.json"));
  const library = create("NFTDescriptor", periphery("libraries/NFTDescriptor.sol/NFTDescriptor.json"));
  const descriptorArtifact = periphery(
    "NonfungibleTokenPositionDescriptor.sol/NonfungibleTokenPositionDescriptor.json",
  );
  const descriptor = create(
    "NonfungibleTokenPositionDescriptor",
    descriptorArtifact,
    [weth, stringToHex("ETH", { size: 32 })],
    link(descriptorArtifact, library.creates),
  );
  const manager = create(
    "NonfungiblePositionManager",
    periphery("NonfungiblePositionManager.sol/NonfungiblePositionManager.json"),
    [factory.creates, weth, descriptor.creates],
  );
  const swapRouter = create("SwapRouter02", router("SwapRouter02.sol/SwapRouter02.json"), [
    zeroAddress,
    factory.creates,
    manager.creates,
    weth,
  ]);
  const quoter = create("QuoterV2", router("lens/QuoterV2.sol/QuoterV2.json"), [factory.creates, weth]);
  const tickLens = create("TickLens", periphery("lens/TickLens.sol/TickLens.json"));
  return {
    creations: [factory, library, descriptor, manager, swapRouter, quoter, tickLens],
    uniswap: {
      factory: factory.creates,
      positionManager: manager.creates,
      swapRouter: swapRouter.creates,
      quoter: quoter.creates,
      tickLens: tickLens.creates,
    },
  };
}

/** Puts the address of the only library into every place that the compiler left for it. */
function link({ bytecode, linkReferences = {} }: Artifact, library: Address): Hex {
  const places = Object.values(linkReferences).flatMap((file) => Object.values(file).flat());
  return places.reduce<Hex>(
    (code, { start, length }) =>
      concatHex([code.slice(0, 2 + start * 2) as Hex, library, `0x${code.slice(2 + (start + length) * 2)}`]),
    bytecode,
  );
}

/** A Safe with its singleton, factory and handler. The address follows from owners and threshold. */
export function planSafe(owners: readonly Address[], threshold: number) {
  const singleton = create("SafeL2", safe("SafeL2.sol/SafeL2.json"));
  const factoryArtifact = safe("proxies/SafeProxyFactory.sol/SafeProxyFactory.json");
  const factory = create("SafeProxyFactory", factoryArtifact);
  const handler = create(
    "CompatibilityFallbackHandler",
    safe("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json"),
  );
  const multiSend = create(
    "MultiSendCallOnly",
    safe("libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json"),
  );
  const setup = encodeFunctionData({
    abi: safe("SafeL2.sol/SafeL2.json").abi,
    functionName: "setup",
    args: [owners, BigInt(threshold), zeroAddress, "0x", handler.creates, zeroAddress, 0n, zeroAddress],
  });
  const proxyCode = concatHex([
    safe("proxies/SafeProxy.sol/SafeProxy.json").bytecode,
    encodeAbiParameters([{ type: "address" }], [singleton.creates]),
  ]);
  const proxy: Creation = {
    label: `Safe (${threshold} of ${owners.length})`,
    to: factory.creates,
    data: encodeFunctionData({
      abi: factoryArtifact.abi,
      functionName: "createProxyWithNonce",
      args: [singleton.creates, setup, 0n],
    }),
    creates: getContractAddress({
      opcode: "CREATE2",
      from: factory.creates,
      salt: keccak256(encodePacked(["bytes32", "uint256"], [keccak256(setup), 0n])),
      bytecodeHash: keccak256(proxyCode),
    }),
  };
  return { creations: [singleton, factory, handler, multiSend, proxy], safe: proxy.creates };
}
