/* What a bundle is made of, in the order in which archive.c calls for it. Each part adds
 * its entries to the bundle; false means that an error is in the report. For archive/ only.
 */
#ifndef OFFPRINT_ARCHIVE_PARTS_H
#define OFFPRINT_ARCHIVE_PARTS_H

#include "bundle/bundle.h"
#include "archive/catalog.h"
#include "base/progress.h"
#include "theme/theme.h"

/* `searches`: the bundle has a search. */
bool style_write(struct bundle *bundle, const struct theme *theme, bool searches);
bool pages_write(struct bundle *bundle, const struct catalog *catalog); /* of documents */
/* What stands in the <main> of a document's page. */
void page_add_head(const struct catalog *catalog, const struct document *document,
                   struct buf *out);
void page_add_text(const struct catalog *catalog, const struct document *document,
                   struct str behind_title, struct buf *out); /* as rewrite_body() */
/* The <header> of the contents. */
void index_add_head(const struct catalog *catalog, struct buf *out);
bool script_write(struct bundle *bundle);
bool index_write(struct bundle *bundle, const struct catalog *catalog);
bool search_write(struct bundle *bundle, const struct catalog *catalog); /* search.c */
bool report_pages_write(struct bundle *bundle, const struct catalog *catalog);
/* What layouts show that is not in the packet, as a section of the report and as a member
 * of its JSON, behind others; nothing where nothing is lacking. False when the arena, of
 * what is needed on the way, is full. left_out.c */
bool left_out_add_section(const struct catalog *catalog, struct arena *arena,
                          struct buf *out);
void left_out_add_json(const struct catalog *catalog, struct buf *out);
bool provenance_write(struct bundle *bundle, const struct catalog *catalog);
bool start_write(struct bundle *bundle, const struct catalog *catalog);
bool bag_write(struct bundle *bundle, const struct catalog *catalog);

#endif
