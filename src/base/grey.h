/* Grey: what a colour is to the eye without its hue. */
#ifndef OFFPRINT_BASE_GREY_H
#define OFFPRINT_BASE_GREY_H

#include <stdbool.h>
#include <stdint.h>

/* The grey of sRGB that is as bright as the colour (its relative luminance, as WCAG 2.2 has
 * it), so that what stands on another colour is told from it as well as before. */
uint8_t grey_of(uint8_t red, uint8_t green, uint8_t blue);

#endif
