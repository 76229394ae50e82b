/* Files written out in an address (RFC 2397): "data:image/png;base64,iVBORw0K…". */
#ifndef OFFPRINT_BASE_DATA_ADDRESS_H
#define OFFPRINT_BASE_DATA_ADDRESS_H

#include "base/arena.h"

/* The bytes that the address holds, in the arena, read as browsers do: white space does not
 * count, nor what is missing at the end of base64. False: it is no such address, it is
 * damaged, or the arena is full. */
bool data_address_read(struct arena *arena, struct str address, struct str *out);

bool is_data_address(struct str address); /* by its scheme */

/* "image/png", as written; a slice of the address. Empty: it is none, or names none. */
struct str data_address_type(struct str address);

/* Appends what base64 of either alphabet stands for; white space is passed over. False: it
 * holds what is no digit. */
struct buf;
bool base64_decode(struct buf *out, struct str text);

#endif
