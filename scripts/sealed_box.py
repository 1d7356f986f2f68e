"""Sealed boxes (libsodium's crypto_box_seal), as much as the vectors need, from the public descriptions:
X25519 (RFC 7748), HSalsa20 and XSalsa20 (Bernstein, "Extending the Salsa20 nonce"), Poly1305 (RFC 8439).
Slow and not constant in time: for test vectors only. Standard library only."""

import hashlib
import struct

P = 2**255 - 19


def x25519(secret, u=(9).to_bytes(32, "little")):
    k = int.from_bytes(bytes([secret[0] & 248]) + secret[1:31] + bytes([secret[31] & 127 | 64]), "little")
    x1 = int.from_bytes(u, "little") & (1 << 255) - 1
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for at in reversed(range(255)):
        bit = k >> at & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a, b * b, d * a, c * b
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def salsa_rounds(x):
    def mix(a, b, c, d):
        for to, one, two, by in ((b, a, d, 7), (c, b, a, 9), (d, c, b, 13), (a, d, c, 18)):
            it = x[one] + x[two] & 0xFFFFFFFF
            x[to] ^= (it << by | it >> 32 - by) & 0xFFFFFFFF

    for _ in range(10):
        for quarter in ((0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11)):
            mix(*quarter)
        for quarter in ((0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14)):
            mix(*quarter)
    return x


def salsa_block(key, middle):
    c, k, n = struct.unpack("<4I", b"expand 32-byte k"), struct.unpack("<8I", key), struct.unpack("<4I", middle)
    return [c[0], *k[:4], c[1], *n, c[2], *k[4:], c[3]]


def hsalsa20(key, nonce):
    x = salsa_rounds(salsa_block(key, nonce))
    return struct.pack("<8I", *(x[at] for at in (0, 5, 10, 15, 6, 7, 8, 9)))


def xsalsa20(key, nonce, length):
    inner, stream = hsalsa20(key, nonce[:16]), b""
    for count in range(length // 64 + 1):
        block = salsa_block(inner, nonce[16:] + struct.pack("<Q", count))
        stream += struct.pack("<16I", *(a + b & 0xFFFFFFFF for a, b in zip(salsa_rounds(block[:]), block)))
    return stream[:length]


def poly1305(key, message):
    r, sum_ = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF, 0
    for at in range(0, len(message), 16):
        sum_ = (sum_ + int.from_bytes(message[at : at + 16] + b"\x01", "little")) * r % (2**130 - 5)
    return (sum_ + int.from_bytes(key[16:], "little") & (1 << 128) - 1).to_bytes(16, "little")


def seal(to, plain, once):
    """Seals `plain` for the holder of `to`'s secret, with the one-time secret `once`."""
    public = x25519(once)
    nonce = hashlib.blake2b(public + to, digest_size=24).digest()
    stream = xsalsa20(hsalsa20(x25519(once, to), bytes(16)), nonce, 32 + len(plain))
    hidden = bytes(a ^ b for a, b in zip(plain, stream[32:]))
    return public + poly1305(stream[:32], hidden) + hidden
