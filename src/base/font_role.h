/* The parts that faces play in a packet; fonts/faces.tsv gives each its files. */
#ifndef OFFPRINT_BASE_FONT_ROLE_H
#define OFFPRINT_BASE_FONT_ROLE_H

enum font_role {
    FONT_SERIF,
    FONT_SANS,
    FONT_MONO
}; /* text; headings and furniture; code */

#endif
