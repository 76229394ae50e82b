/* `sp`, the one unit of length: 1/1024 of a PDF point (1/72 inch).
 *
 * Arithmetic saturates at SP_MAX, about 728 inches; coordinates are relative to
 * their page, so they do not grow with the packet. y grows downward until
 * pdf/write.c, which alone knows PDF's origin. */
#ifndef OFFPRINT_BASE_LENGTH_H
#define OFFPRINT_BASE_LENGTH_H

#include <stdint.h>

typedef int32_t sp;

#define SP_PER_PT 1024
#define SP_MAX (INT32_C(1) << 30)

/* Constant expressions, for static tables: whole and tenth points, millimetres. */
#define SP_PT(points) ((sp)((points) * (double)SP_PER_PT + ((points) < 0 ? -0.5 : 0.5)))
#define SP_MM(mm) SP_PT((mm) * (72.0 / 25.4))

static inline sp sp_clamp(int64_t value)
{
    return value > SP_MAX ? SP_MAX : value < -SP_MAX ? -SP_MAX : (sp)value;
}

static inline sp sp_add(sp a, sp b)
{
    return sp_clamp((int64_t)a + b);
}

static inline sp sp_sub(sp a, sp b)
{
    return sp_clamp((int64_t)a - b);
}

/* value * numerator / denominator, rounded half away from zero; denominator > 0. */
static inline sp sp_scale(sp value, int64_t numerator, int64_t denominator)
{
    int64_t product = (int64_t)value * numerator;
    int64_t half = denominator / 2;
    return sp_clamp((product >= 0 ? product + half : product - half) / denominator);
}

static inline sp sp_min(sp a, sp b)
{
    return a < b ? a : b;
}

static inline sp sp_max(sp a, sp b)
{
    return a > b ? a : b;
}

#endif
