// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title A number with its past, two checkpoints to a slot
/// @notice The newest value is in the head, the ones before it in `past`. What a second ended with counts for it.
/// @dev A checkpoint is `time 40 ‖ value 88`; `past[i]` holds checkpoint `2i` in its low half and `2i + 1` in its high
/// half, oldest first. Times increase strictly.
library PowerTrace {
    /// @dev One slot, the first field in the lowest bits.
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
        uint256 head;
        mapping(uint256 pair => uint256) past;
    }

    /// @notice The newest value, and what comes with it.
    function read(Trace storage trace) internal view returns (Head memory head) {
        uint256 word = trace.head;
        head.value = uint88(word);
        head.since = uint40(word >> 88);
        head.count = uint32(word >> 128);
        head.extra = uint80(word >> 160);
    }

    /// @notice The newest value.
    function latest(Trace storage trace) internal view returns (uint256) {
        return uint88(trace.head);
    }

    /// @notice Sets the newest value and stores a head that was read from the trace, whose `extra` the caller may have
    /// changed. Keeps the value before it.
    function write(Trace storage trace, Head memory head, uint256 value) internal {
        if (head.since != block.timestamp) {
            if (head.since != 0) _append(trace, head);
            head.since = uint40(block.timestamp);
        }
        head.value = uint88(value);
        trace.head =
            uint256(head.value) |
            (uint256(head.since) << 88) |
            (uint256(head.count) << 128) |
            (uint256(head.extra) << 160);
    }

    /// @notice The value at the end of a second that is past; zero before the first.
    /// @param time Warning: must be before the block's time, whose second is not over.
    function at(Trace storage trace, uint256 time) internal view returns (uint256) {
        Head memory head = read(trace);
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
