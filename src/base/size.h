/* Checked size arithmetic. Every size that comes from input passes through here. */
#ifndef OFFPRINT_BASE_SIZE_H
#define OFFPRINT_BASE_SIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False when the result does not fit; `*out` is then left alone. */
static inline bool size_add(size_t a, size_t b, size_t *out)
{
    size_t sum;
    if (__builtin_add_overflow(a, b, &sum)) {
        return false;
    }
    *out = sum;
    return true;
}

static inline bool size_mul(size_t a, size_t b, size_t *out)
{
    size_t product;
    if (__builtin_mul_overflow(a, b, &product)) {
        return false;
    }
    *out = product;
    return true;
}

/* `count` GiB as a limit, or as much as a size can say. */
#define SIZE_GIB(count) ((count) <= (SIZE_MAX >> 30) ? (size_t)(count) << 30 : SIZE_MAX)

/* Narrowing that clamps: for counters and line numbers, where the ceiling is only shown. */
static inline uint32_t size_to_u32(size_t value)
{
    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static inline int size_to_int(size_t value)
{
    return value > INT32_MAX ? INT32_MAX : (int)value;
}

#endif
