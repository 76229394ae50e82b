"""Packed corpora: the inputs of a target in one file, for a repository.

A gzip file of the inputs, smallest first, each as its length in digits, a line end, and its
bytes. replay.c reads the same. The same inputs give the same bytes.
"""
import gzip
import hashlib
import os


def name_of(data):
    return hashlib.sha1(data).hexdigest()


def pack(inputs):
    inputs = sorted(set(inputs), key=lambda data: (len(data), data))
    packed = b"".join(b"%d\n%s" % (len(data), data) for data in inputs)
    return gzip.compress(packed, 9, mtime=0)


def pack_within(inputs, limit):
    """The packed corpus of the smallest inputs that fit, and how many these are."""
    inputs = sorted(set(inputs), key=lambda data: (len(data), data))
    fits, count = 0, len(inputs)
    packed = pack(inputs)
    if len(packed) <= limit:
        return packed, count
    while count - fits > 1:  # fits of them do, count of them do not
        middle = (fits + count) // 2
        if len(pack(inputs[:middle])) <= limit:
            fits = middle
        else:
            count = middle
    return pack(inputs[:fits]), fits


def unpack(path):
    if not os.path.exists(path):
        return []
    with gzip.open(path) as file:
        data = file.read()
    inputs, at = [], 0
    while at < len(data):
        end = data.index(b"\n", at) + 1
        length = int(data[at:end])
        inputs.append(data[end:end + length])
        at = end + length
    return inputs


def read_folder(folder):
    inputs = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        with open(os.path.join(folder, name), "rb") as file:
            inputs.append(file.read())
    return inputs


def write_folder(folder, inputs):
    os.makedirs(folder, exist_ok=True)
    for data in inputs:
        with open(os.path.join(folder, name_of(data)), "wb") as file:
            file.write(data)
