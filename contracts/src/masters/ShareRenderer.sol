// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {CidText} from "../libraries/CidText.sol";
import {JsonText} from "../libraries/JsonText.sol";
import {Documents} from "../types/Offering.sol";
import {IMasterRegistry} from "./IMasterRegistry.sol";
import {IMasterShares, ShareState, StakeStatus} from "./IMasterShares.sol";
import {IShareRenderer} from "./IShareRenderer.sol";

/// @title Composes `tokenURI` on chain
/// @notice See `IShareRenderer`.
/// @custom:oz-upgrades-unsafe-allow state-variable-immutable
contract ShareRenderer is IShareRenderer, AccessManagedUpgradeable, UUPSUpgradeable {
    using CidText for *;
    using JsonText for string;
    using Strings for uint256;

    /// @notice Where names of artists come from.
    IMasterRegistry public immutable registry;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address registry_) {
        if (registry_ == address(0)) revert ShareRenderer_ZeroAddress();
        registry = IMasterRegistry(registry_);
        _disableInitializers();
    }

    /// @notice Makes the proxy ready, in the transaction that deploys it.
    /// @param authority The AccessManager.
    function initialize(address authority) external initializer {
        if (authority == address(0)) revert ShareRenderer_ZeroAddress();
        __AccessManaged_init(authority);
    }

    /// @inheritdoc IShareRenderer
    function tokenURI(address shares, uint256 id) external view returns (string memory) {
        IMasterShares master = IMasterShares(shares);
        ShareState memory state = master.shareState(id);
        string memory title = master.name().escape();
        string memory artist = _artistOf(master);
        string memory total = uint256(master.offering().totalShares).toString();

        return
            _dataUri(
                string.concat(
                    _head(
                        string.concat(title, " #", id.toString()),
                        string.concat(
                            "Share ",
                            id.toString(),
                            " of ",
                            total,
                            " of the master recording ",
                            title
                        ),
                        artist
                    ),
                    _media(master.documents()),
                    ',"attributes":[',
                    _text("Artist", artist),
                    ",",
                    _text("Track", title),
                    ",",
                    _number("Number", id.toString()),
                    ",",
                    _number("Total", total),
                    ",",
                    _terms(master, id, state.status),
                    "]}"
                )
            );
    }

    /// @inheritdoc IShareRenderer
    function contractURI(address shares) external view returns (string memory) {
        IMasterShares master = IMasterShares(shares);
        string memory title = master.name().escape();
        string memory total = uint256(master.offering().totalShares).toString();
        return
            _dataUri(
                string.concat(
                    _head(
                        title,
                        string.concat("The ", total, " shares of the master recording ", title),
                        _artistOf(master)
                    ),
                    ',"symbol":"',
                    master.symbol().escape(),
                    '"',
                    _media(master.documents()),
                    "}"
                )
            );
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _artistOf(IMasterShares master) private view returns (string memory) {
        (, uint64 artistId, ) = master.ids();
        return registry.artistName(artistId).escape();
    }

    function _terms(
        IMasterShares master,
        uint256 id,
        StakeStatus status
    ) private view returns (string memory) {
        return
            string.concat(
                _text("Tier", master.tierOf(id).toString()),
                ",",
                _text("Royalty", _percent(master.royaltyRate(id))),
                ",",
                _text("Staked", status == StakeStatus.Staked ? "Yes" : "No")
            );
    }

    /// @dev All three are escaped already.
    function _head(
        string memory name,
        string memory what,
        string memory artist
    ) private pure returns (string memory) {
        return
            string.concat(
                '{"name":"',
                name,
                '","description":"',
                what,
                " by ",
                artist,
                ". Its holder earns dividends of the recording's revenue.\""
            );
    }

    function _media(Documents memory documents) private pure returns (string memory) {
        return
            string.concat(
                ',"image":"',
                documents.cover.toUri(),
                '","animation_url":"',
                documents.audio.toUri(),
                '","metadata":"',
                documents.metadata.toUri(),
                '"'
            );
    }

    function _text(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","value":"', value, '"}');
    }

    function _number(string memory trait, string memory value) private pure returns (string memory) {
        return string.concat('{"trait_type":"', trait, '","display_type":"number","value":', value, "}");
    }

    /// @dev Basis points as a percentage without trailing zeros: 1000 is `10%`, 50 is `0.5%`, 125 is `1.25%`.
    function _percent(uint256 rate) private pure returns (string memory) {
        string memory whole = (rate / 100).toString();
        uint256 rest = rate % 100;
        if (rest == 0) return string.concat(whole, "%");
        if (rest % 10 == 0) return string.concat(whole, ".", (rest / 10).toString(), "%");
        return string.concat(whole, rest < 10 ? ".0" : ".", rest.toString(), "%");
    }

    function _dataUri(string memory json) private pure returns (string memory) {
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }
}
