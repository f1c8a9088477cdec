// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMasterShares} from "../masters/IMasterShares.sol";
import {Royalties} from "../types/Offering.sol";
import {MasterArgs} from "./MasterArgs.sol";
import {ShareArgs} from "./ShareArgs.sol";

/// @title What a sale of a share depends on, read from the immutable arguments in the code of its collection
/// @dev One copy of 96 bytes instead of four calls. Warning: says nothing about a collection that `isReadable` refuses.
library SaleTerms {
    using ShareArgs for uint256;

    uint256 private constant BASIS = 10_000;

    /// @notice Currency (zero is native), artist, and the packed terms with the rates.
    function read(address shares) internal view returns (address currency, uint64 artistId, uint256 terms) {
        uint256 offset = MasterArgs.CODE_OFFSET;
        uint256 money;
        uint256 identity;
        assembly ("memory-safe") {
            let free := mload(0x40)
            extcodecopy(shares, free, offset, 0x60)
            money := mload(free)
            terms := mload(add(free, 0x20))
            identity := mload(add(free, 0x40))
        }
        return (address(uint160(money >> 96)), uint64(identity >> 128), terms);
    }

    /// @notice Whether the code of a collection says what the collection answers. Both never change.
    function isReadable(IMasterShares shares) internal view returns (bool) {
        (address currency, uint64 artistId, uint256 terms) = read(address(shares));
        (, uint64 answered, ) = shares.ids();
        Royalties memory rates = shares.royalties();
        return
            currency == shares.currency() &&
            artistId == answered &&
            terms.tierRate(1) == rates.tier1 &&
            terms.tierRate(2) == rates.tier2 &&
            terms.tierRate(3) == rates.tier3 &&
            terms.tierRate(4) == rates.tier4 &&
            terms.moverShare() == rates.moverShare;
    }

    /// @notice The royalty of a sale and the mover's part of it, both rounded down.
    /// @dev A share of tiers 1 to 3 has a mover; every other one is of tier 4. Prices fit 96 bits.
    function royaltyOf(
        uint256 terms,
        uint256 id,
        uint256 price,
        address mover
    ) internal pure returns (uint256 royalty, uint256 moverAmount) {
        if (mover == address(0)) return ((price * terms.tierRate(4)) / BASIS, 0);
        uint256 tier =
            id <= 10
                ? 1
                : id <= 50
                    ? 2
                    : 3;
        royalty = (price * terms.tierRate(tier)) / BASIS;
        moverAmount = (royalty * terms.moverShare()) / BASIS;
    }
}
