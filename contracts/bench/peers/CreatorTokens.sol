// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC721AC} from "@limitbreak/creator-token-standards/src/erc721c/ERC721AC.sol";
import {ERC721C, ERC721OpenZeppelin} from "@limitbreak/creator-token-standards/src/erc721c/ERC721C.sol";
import {OwnableBasic} from "@limitbreak/creator-token-standards/src/access/OwnableBasic.sol";

/// @notice ERC721C: OpenZeppelin 4.8's ERC721 that asks the validator. No dividends.
contract Erc721cCollection is ERC721C, OwnableBasic {
    uint256 private _minted;

    constructor() ERC721OpenZeppelin("Bare", "BARE") {}

    function issue(address to, uint256 count) external {
        for (uint256 i = 0; i < count; ++i) _mint(to, ++_minted);
    }
}

/// @notice ERC721AC: ERC721A that asks the validator. No dividends.
contract Erc721acCollection is ERC721AC, OwnableBasic {
    constructor() ERC721AC("Bare", "BARE") {}

    function issue(address to, uint256 count) external {
        _mint(to, count);
    }
}
