// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyERC721} from "solady/src/tokens/ERC721.sol";

/// @notice The least that a sale needs: a price, nothing else. No dividends, no cap, no supply limit, no pause, no end.
abstract contract BareSale {
    using SafeERC20 for IERC20;

    error WrongValue();
    error NotOnAllowList();

    uint256 internal immutable PRICE;
    IERC20 internal immutable CURRENCY;
    bytes32 internal immutable ROOT;

    constructor(uint256 price, IERC20 currency, bytes32 root) {
        PRICE = price;
        CURRENCY = currency;
        ROOT = root;
    }

    function buy(uint256 count) external payable {
        if (msg.value != count * PRICE) revert WrongValue();
        _issue(msg.sender, count);
    }

    function buyWithToken(uint256 count) external {
        CURRENCY.safeTransferFrom(msg.sender, address(this), count * PRICE);
        _issue(msg.sender, count);
    }

    function buyPresale(uint256 count, uint256 max, bytes32[] calldata proof) external payable {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(msg.sender, max))));
        if (!MerkleProof.verifyCalldata(proof, ROOT, leaf)) revert NotOnAllowList();
        if (msg.value != count * PRICE) revert WrongValue();
        _issue(msg.sender, count);
    }

    function _issue(address to, uint256 count) internal virtual;
}

/// @notice OpenZeppelin's ERC721 with consecutive ids.
contract OpenZeppelinCollection is ERC721, BareSale {
    uint256 private _minted;

    constructor(
        uint256 price,
        IERC20 currency,
        bytes32 root
    ) ERC721("Bare", "BARE") BareSale(price, currency, root) {}

    function _issue(address to, uint256 count) internal override {
        uint256 minted = _minted;
        for (uint256 i = 1; i <= count; ++i) _mint(to, minted + i);
        _minted = minted + count;
    }
}

/// @notice chiru-labs' ERC721A.
contract Erc721aCollection is ERC721A, BareSale {
    constructor(
        uint256 price,
        IERC20 currency,
        bytes32 root
    ) ERC721A("Bare", "BARE") BareSale(price, currency, root) {}

    function _startTokenId() internal pure override returns (uint256) {
        return 1;
    }

    function _issue(address to, uint256 count) internal override {
        _mint(to, count);
    }
}

/// @notice solady's ERC721 with consecutive ids.
contract SoladyCollection is SoladyERC721, BareSale {
    uint256 private _minted;

    constructor(uint256 price, IERC20 currency, bytes32 root) BareSale(price, currency, root) {}

    function name() public pure override returns (string memory) {
        return "Bare";
    }

    function symbol() public pure override returns (string memory) {
        return "BARE";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }

    function _issue(address to, uint256 count) internal override {
        uint256 minted = _minted;
        for (uint256 i = 1; i <= count; ++i) _mint(to, minted + i);
        _minted = minted + count;
    }
}
