// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMasterRegistry, MasterParams} from "../masters/IMasterRegistry.sol";
import {Documents, Offering, Royalties} from "../types/Offering.sol";
import {CidText} from "./CidText.sol";
import {Utf8} from "./Utf8.sol";

/// @title The bounds of what an artist may register
/// @notice Currency, validator, studio session and pause depend on the platform's state and are the registry's to check.
library MasterTerms {
    uint256 internal constant MAX_TEXT = 64;
    uint256 internal constant MAX_SHARES = 100_000;
    uint256 internal constant MAX_WINDOW = 365 days;

    /// @notice Reverts with the registry's error where something is out of bounds. A start or presale start that has
    /// passed becomes the next second: nobody buys in the block of the registration, whose events indexers of a new
    /// collection see after those of other contracts.
    function check(MasterParams memory params) internal view {
        checkText(params.title);
        _checkDocuments(params.documents);
        _checkShares(params.offering);
        _checkPresale(params);
        _checkWindow(params.offering);
        _checkRoyalties(params.royalties);
    }

    /// @notice Reverts unless the text is 1 to 64 bytes of UTF-8 without control characters.
    function checkText(string memory text) internal pure {
        uint256 length = bytes(text).length;
        if (length == 0 || length > MAX_TEXT || !Utf8.isPlainText(bytes(text))) {
            revert IMasterRegistry.MasterRegistry_InvalidText();
        }
    }

    function _checkDocuments(Documents memory documents) private pure {
        if (
            !CidText.isValid(documents.audio) ||
            !CidText.isValid(documents.cover) ||
            !CidText.isValid(documents.metadata)
        ) revert IMasterRegistry.MasterRegistry_InvalidCid();
    }

    function _checkShares(Offering memory offering) private pure {
        uint256 total = offering.totalShares;
        uint256 forSale = offering.publicShares;
        if (total == 0 || total > MAX_SHARES || forSale == 0 || forSale > total) {
            revert IMasterRegistry.MasterRegistry_InvalidShares(total, forSale);
        }
        if (offering.price == 0 || offering.price * total > type(uint88).max) {
            revert IMasterRegistry.MasterRegistry_InvalidPrice(offering.price);
        }
    }

    function _checkPresale(MasterParams memory params) private pure {
        bool isPresale = params.offering.presaleStart != 0;
        if (isPresale != (params.offering.presaleRoot != 0)) {
            revert IMasterRegistry.MasterRegistry_InvalidPresale();
        }
        if (isPresale != (params.presaleList.digest != 0)) {
            revert IMasterRegistry.MasterRegistry_InvalidPresale();
        }
        if (!CidText.isValidOrNone(params.presaleList)) {
            revert IMasterRegistry.MasterRegistry_InvalidCid();
        }
    }

    function _checkWindow(Offering memory offering) private view {
        uint40 now_ = uint40(block.timestamp);
        uint40 soonest = now_ + 1;
        uint40 start = offering.start > soonest ? offering.start : soonest;
        uint40 presaleStart = offering.presaleStart;
        if (presaleStart != 0 && presaleStart < soonest) presaleStart = soonest;

        if (
            start > now_ + MAX_WINDOW ||
            offering.end <= start ||
            offering.end - start > MAX_WINDOW ||
            (presaleStart != 0 && presaleStart >= start)
        ) {
            revert IMasterRegistry.MasterRegistry_InvalidWindow(
                offering.presaleStart,
                offering.start,
                offering.end
            );
        }
        offering.start = start;
        offering.presaleStart = presaleStart;
    }

    function _checkRoyalties(Royalties memory royalties) private pure {
        if (
            _isOutside(royalties.tier1, 500, 1_500) ||
            _isOutside(royalties.tier2, 300, 1_000) ||
            _isOutside(royalties.tier3, 100, 500) ||
            _isOutside(royalties.tier4, 50, 200) ||
            royalties.moverShare > 10_000
        ) revert IMasterRegistry.MasterRegistry_InvalidRoyalties();
    }

    function _isOutside(uint256 rate, uint256 least, uint256 most) private pure returns (bool) {
        return rate < least || rate > most;
    }
}
