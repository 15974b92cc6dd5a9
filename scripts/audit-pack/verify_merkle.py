"""Merkle roots and audit paths after RFC 6962 section 2.1."""
from verify_chain import sha256


def node(left, right):
    return sha256(b"\x01", left, right)


def roots_at(hashes, sizes):
    """Roots of the trees over the first hashes, by size."""
    peaks, found = [], {}
    for count, leaf in enumerate(hashes):
        size = count
        while size % 2 == 1:
            leaf, size = node(peaks.pop(), leaf), size // 2
        peaks.append(leaf)
        if count + 1 in sizes:
            root = peaks[-1]
            for left in reversed(peaks[:-1]):
                root = node(left, root)
            found[count + 1] = root
    return found


def root_from_path(leaf, index, size, path):
    """Root that an audit path (from the leaf's sister upwards) leads to, or None when it is too long or too short."""
    if size <= 1:
        return leaf if size == 1 and index == 0 and not path else None
    if not path:
        return None
    k = 1 << ((size - 1).bit_length() - 1)
    below = root_from_path(leaf, index if index < k else index - k, k if index < k else size - k, path[:-1])
    if below is None:
        return None
    return node(below, path[-1]) if index < k else node(path[-1], below)


def root_at(hashes):
    return roots_at(hashes, {len(hashes)})[len(hashes)]
