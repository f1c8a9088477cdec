// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice How `collect` answers.
enum Answer {
    Proper,
    TooShort,
    NoAddress,
    Refusal
}

/// @title A contract that calls itself a master and answers the vault whatever pays best
contract EvilMaster {
    error EvilMaster_Refused();

    address public currency;
    address public owner;
    uint256 public artistAmount;
    Answer public answer;
    mapping(address account => uint256) public claimable;

    constructor(address currency_) {
        currency = currency_;
        owner = msg.sender;
    }

    function set(address currency_, uint256 artistAmount_, address account, uint256 amount) external {
        currency = currency_;
        artistAmount = artistAmount_;
        claimable[account] = amount;
    }

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    function accrue(uint256) external view returns (address, uint256) {
        return (currency, artistAmount);
    }

    function collect(address account) external view returns (uint256, uint256) {
        if (answer == Answer.Refusal) revert EvilMaster_Refused();
        uint256 word = uint160(currency);
        uint256 amount = claimable[account];
        if (answer == Answer.NoAddress) word |= 1 << 160;
        if (answer == Answer.TooShort) {
            assembly ("memory-safe") {
                mstore(0x00, word)
                return(0x00, 0x3f)
            }
        }
        return (word, amount);
    }
}
