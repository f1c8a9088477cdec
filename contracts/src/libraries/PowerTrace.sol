// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title A number with its past, two checkpoints to a slot
/// @notice The newest value is in the head, the ones before it in `past`. What a second ended with counts for it.
/// @dev A checkpoint is `time 40 ‖ value 88`; `past[i]` holds checkpoint `2i` in its low half and `2i + 1` in its high
/// half, oldest first. Times increase strictly.
library PowerTrace {
    /// @dev One slot.
    /// @param value The newest value.
    /// @param since The second it was set in; zero before the first.
    /// @param count Checkpoints in `past`.
    /// @param extra For the owner of the trace; not part of it.
    struct Head {
        uint88 value;
        uint40 since;
        uint32 count;
        uint80 extra;
    }

    struct Trace {
        Head head;
        mapping(uint256 pair => uint256) past;
    }

    /// @notice Sets the newest value in a head that was read from the trace, and keeps the one before it. The caller
    /// stores the head.
    function set(Trace storage trace, Head memory head, uint256 value) internal {
        if (head.since != block.timestamp) {
            if (head.since != 0) _append(trace, head);
            head.since = uint40(block.timestamp);
        }
        head.value = uint88(value);
    }

    /// @notice The value at the end of a second that is past; zero before the first.
    /// @param time Warning: must be before the block's time, whose second is not over.
    function at(Trace storage trace, uint256 time) internal view returns (uint256) {
        Head memory head = trace.head;
        if (head.since <= time) return head.value;
        (uint256 low, uint256 high) = (0, head.count);
        // The first checkpoint after `time` is at `low` or later and before or at `high`.
        while (low < high) {
            uint256 middle = (low + high) / 2;
            (uint256 since, ) = _checkpoint(trace, middle);
            if (since > time) high = middle;
            else low = middle + 1;
        }
        if (low == 0) return 0;
        (, uint256 value) = _checkpoint(trace, low - 1);
        return value;
    }

    function _append(Trace storage trace, Head memory head) private {
        uint256 count = head.count;
        uint256 checkpoint = (uint256(head.since) << 88) | head.value;
        uint256 pair = count >> 1;
        if (count & 1 == 0) trace.past[pair] = checkpoint;
        else trace.past[pair] |= checkpoint << 128;
        head.count = uint32(count + 1);
    }

    function _checkpoint(
        Trace storage trace,
        uint256 index
    ) private view returns (uint256 since, uint256 value) {
        uint256 checkpoint = trace.past[index >> 1] >> (128 * (index & 1));
        return (uint40(checkpoint >> 88), uint88(checkpoint));
    }
}
