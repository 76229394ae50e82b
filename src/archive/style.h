/* The style of the start page, which stands inside it. For archive/ only. */
#ifndef OFFPRINT_ARCHIVE_STYLE_H
#define OFFPRINT_ARCHIVE_STYLE_H

#include "base/buf.h"
#include "theme/theme.h"

void style_add_start(const struct theme *theme, struct buf *out);

#endif
