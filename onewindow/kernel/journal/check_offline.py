"""Check a line's proof with Python alone: `python check_offline.py proof.json [published digest]`.

Take this file anywhere; it imports nothing of the product.  It climbs from the line to the seal
of its minute and to the day, and compares with the digest that was published for that day.
"""

import hashlib
import json
import sys


def rotated(word, by):
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF


def pure_sm3(data):
    """SM3 after GB/T 32905-2016, for a Python whose OpenSSL lacks it."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        w = [int.from_bytes(padded[start + i : start + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotated(w[j - 3], 15)
            w.append(x ^ rotated(x, 15) ^ rotated(x, 23) ^ rotated(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            ss1 = rotated((rotated(a, 12) + e + rotated(0x79CC4519 if j < 16 else 0x7A879D8A, j)) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ rotated(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, rotated(b, 9), c
            e, f, g, h = tt2 ^ rotated(tt2, 9) ^ rotated(tt2, 17), e, rotated(f, 19), g
        state = [one ^ two for one, two in zip(state, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(4, "big") for word in state)


def sm3(data):
    """By OpenSSL where it has it."""
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        return pure_sm3(data)


def linked(previous, body):
    """The digest of a record that names the one before it."""
    return sm3(bytes([len(previous)]) + previous + body)


def climbed(digest, path):
    """The root over a record, by the neighbours on the way up."""
    at = sm3(b"\x00" + digest)
    for side, beside in path:
        beside = bytes.fromhex(beside)
        at = sm3(b"\x01" + (beside + at if side == "left" else at + beside))
    return at


def rung(name, below, step):
    """One storey: `below` is under the root of this seal or day; its digest, or ValueError."""
    root = bytes.fromhex(json.loads(step["header"])["root"])
    if climbed(below, step["path"]) != root:
        raise ValueError(f"{name}：下一级的摘要不在它的根之下")
    digest = linked(bytes.fromhex(step["previous"]), step["header"].encode())
    if digest.hex() != step["digest"]:
        raise ValueError(f"{name}：摘要与内容不符")
    return digest


def check(proof, published=""):
    """What was proved, as sentences; ValueError says what does not hold."""
    if proof.get("form") != "onewindow-line-proof-1":
        raise ValueError("不是日志证明文件，或版本不对")
    line, said = proof["line"], []
    digest = bytes.fromhex(line["digest"])
    if "body" in line:
        if linked(bytes.fromhex(line["previous"]), line["body"].encode()) != digest:
            raise ValueError("日志行：内容与摘要不符")
        said.append(f"内容与摘要一致：{line['body']}")
    at = rung("封存", digest, proof["seal"])
    said.append(f"第 {line['id']} 行在 {json.loads(proof['seal']['header'])['day']} 的一次封存之内")
    if proof["day"]:
        at = rung("日根", at, proof["day"])
        said.append(f"这次封存在当日的日根之内，日摘要 {at.hex()}")
    if published and (not proof["day"] or published.strip().lower() != at.hex()):
        raise ValueError("与公布的日摘要不一致")
    said.append("与公布的日摘要一致。" if published else "请与当日公布的日摘要核对。")
    return said


def main(words):
    if not 1 <= len(words) <= 2:
        print(__doc__)
        return 2
    try:
        with open(words[0], encoding="utf-8") as file:
            said = check(json.load(file), *words[1:])
    except (ValueError, KeyError, TypeError, AttributeError) as fall:
        print(f"证明不成立：{fall}")
        return 1
    print("\n".join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
