/* The table of limits as people read it. Each row has its number from the same name as the
 * code that keeps to it. */
#include "base/limits.h"

#include "base/number.h"

static const struct limit_row rows[] = {
    {"memory of a run (--memory)", LIMIT_OF_BYTES, RUN_MEMORY_LIMIT_BYTES, "memory-limit",
     "nothing is made"},
    {"diagnostics", LIMIT_OF_COUNT, REPORT_LIMIT_COUNT, NULL,
     "further ones are counted, but for the first 20 of each kind"},
    {"text of a diagnostic", LIMIT_OF_BYTES, REPORT_MESSAGE_LIMIT_BYTES, NULL,
     "the rest is cut off"},
    {"files of a site", LIMIT_OF_COUNT, SITE_FILE_COUNT_LIMIT, "site-files",
     "nothing is made"},
    {"files, or folders, of a commit to compare a site with", LIMIT_OF_COUNT,
     SITE_FILE_COUNT_LIMIT, "source-git", "no revision is named"},
    {"links to folders that are followed", LIMIT_OF_COUNT, SITE_FOLDER_LINK_LIMIT,
     "folder-denied", "further ones by name are as if empty"},
    {"a page, an include, a data file", LIMIT_OF_BYTES, SITE_PAGE_BYTES_LIMIT, "page-read",
     "it is left out"},
    {"a linked file, a picture (--file-limit)", LIMIT_OF_BYTES, SITE_FILE_BYTES_LIMIT,
     "link-file", "the link leads to the live site"},
    {"--revision: what a git object is a difference to", LIMIT_OF_BYTES,
     GIT_OBJECT_LIMIT_BYTES, NULL, "it counts as too large"},
    {"a configuration", LIMIT_OF_BYTES, CONFIG_BYTES_LIMIT, "config-read",
     "nothing is made"},
    {"a recipe", LIMIT_OF_BYTES, RECIPE_BYTES_LIMIT, "recipe-read", "nothing is made"},
    {"layouts within layouts", LIMIT_OF_COUNT, LAYOUT_DEPTH_LIMIT, "layout-depth",
     "the outer ones are left out"},
    {"YAML: nesting", LIMIT_OF_COUNT, YAML_DEPTH_LIMIT, "front-matter-yaml",
     "the page has no values"},
    {"YAML: values of a file", LIMIT_OF_COUNT, YAML_NODE_LIMIT, "front-matter-yaml",
     "the page has no values"},
    {"CSV and TSV: columns by rows", LIMIT_OF_COUNT, DATA_CELL_LIMIT, "data-file",
     "the file is left out"},
    {"the text of a cover, or its table", LIMIT_OF_BYTES, COVER_BYTES_LIMIT, "cover-read",
     "nothing is made"},
    {"the list that packets are made for (--for)", LIMIT_OF_BYTES, ROSTER_BYTES_LIMIT,
     "packet-list", "nothing is made"},
    {"rows of that list", LIMIT_OF_COUNT, ROSTER_ROW_LIMIT, "packet-list",
     "nothing is made"},
    {"columns of that list", LIMIT_OF_COUNT, ROSTER_COLUMN_LIMIT, "packet-list",
     "nothing is made"},
    {"the text of a row's cover, with its fields", LIMIT_OF_BYTES, COVER_TEXT_LIMIT_BYTES,
     "packet-overflow", "the row has no packet"},
    {"the record of what was made for it (packets.jsonl)", LIMIT_OF_BYTES,
     RECORD_BYTES_LIMIT, "packet-record", "nothing is made"},
    {"parts of that list (--shard)", LIMIT_OF_COUNT, SHARD_MOST, NULL, "wrong usage"},
    {"the list of short addresses (--short-links)", LIMIT_OF_BYTES, SHORT_LINKS_BYTES_LIMIT,
     "short-list", "nothing is made"},
    {"rows of the list of short addresses", LIMIT_OF_COUNT, SHORT_LINK_LIMIT, "short-list",
     "nothing is made"},
    {"the profile of a press (--cmyk)", LIMIT_OF_BYTES, PRESS_BYTES_LIMIT, "press-profile",
     "nothing is made"},
    {"documents of a packet", LIMIT_OF_COUNT, DOCUMENT_LIMIT, "document-limit",
     "nothing is made"},
    {"links away from an entry (--depth)", LIMIT_OF_COUNT, LINK_DEPTH_MOST, NULL,
     "wrong usage"},
    {"an address", LIMIT_OF_BYTES, URL_LIMIT_BYTES, "link-long",
     "its text stays, the link goes"},
    {"redirections one after another", LIMIT_OF_COUNT, REDIRECT_LIMIT, "link-redirect-loop",
     "its text stays, the link goes"},
    {"Liquid: steps of a text", LIMIT_OF_COUNT, LIQUID_STEP_LIMIT, "liquid-limit",
     "the page is left out"},
    {"Liquid: text made", LIMIT_OF_BYTES, LIQUID_OUTPUT_LIMIT_BYTES, "liquid-limit",
     "the page is left out"},
    {"Liquid: items of a list made", LIMIT_OF_COUNT, LIQUID_LIST_LIMIT, "liquid-filter",
     "the page is left out"},
    {"Liquid: blocks in blocks", LIMIT_OF_COUNT, LIQUID_BLOCK_DEPTH_LIMIT, "nesting-limit",
     "the page is left out"},
    {"Liquid: includes in includes", LIMIT_OF_COUNT, LIQUID_INCLUDE_DEPTH_LIMIT,
     "include-depth", "the page is left out"},
    {"Markdown: nesting", LIMIT_OF_COUNT, MARKDOWN_NESTING_LIMIT, "nesting-limit",
     "deeper marks are text"},
    {"Markdown: attributes of an element", LIMIT_OF_COUNT, HTML_ATTRIBUTE_LIMIT,
     "attribute-limit", "further ones are left out"},
    {"Markdown: classes of an element", LIMIT_OF_BYTES, MARKDOWN_CLASSES_LIMIT_BYTES,
     "attribute-limit", "further ones are left out"},
    {"Markdown: attributes by lists, titles by definitions, of a page", LIMIT_OF_BYTES,
     MARKDOWN_LISTS_LIMIT_BYTES, "attribute-limit", "further ones are left out"},
    {"Markdown: such lists in such lists", LIMIT_OF_COUNT, MARKDOWN_NESTING_LIMIT,
     "attribute-limit", "deeper ones are left out"},
    {"Markdown of GitHub: marks of emphasis by links, of paragraphs", LIMIT_OF_COUNT,
     MARKDOWN_SPAN_LIMIT, "inline-limit", "further marks are text"},
    {"Markdown of GitHub: addresses and titles by definitions where they are used, of a "
     "page",
     LIMIT_OF_BYTES, MARKDOWN_REFERENCES_LIMIT_BYTES, "attribute-limit",
     "further references are text"},
    {"Markdown of GitHub: marks of columns in a line", LIMIT_OF_COUNT,
     MARKDOWN_LINE_COLUMN_LIMIT, "inline-limit", "further ones are text"},
    {"HTML: nesting", LIMIT_OF_COUNT, HTML_DEPTH_LIMIT, "nesting-limit",
     "deeper tags are left out"},
    {"HTML: nesting of one of <b>, <font> etc.", LIMIT_OF_COUNT, HTML_FORMATTING_LIMIT,
     "nesting-limit", "deeper tags are left out"},
    {"HTML: attributes of a tag", LIMIT_OF_COUNT, HTML_ATTRIBUTE_LIMIT, "html-attributes",
     "further ones are left out"},
    {"a picture: pixels", LIMIT_OF_COUNT, IMAGE_PIXELS_LIMIT, "image-too-large",
     "its alternate text stays"},
    {"a picture: pixels of a side", LIMIT_OF_COUNT, IMAGE_SIDE_LIMIT, "image-too-large",
     "its alternate text stays"},
    {"a drawing (SVG), unpacked", LIMIT_OF_BYTES, DRAWING_LIMIT_BYTES, "image-too-large",
     "its alternate text stays"},
    {"a drawing: nesting", LIMIT_OF_COUNT, DRAWING_DEPTH_LIMIT, "image-too-large",
     "its alternate text stays"},
    {"a drawing: segments, elements, rules tried", LIMIT_OF_COUNT, DRAWING_STEP_LIMIT,
     "image-too-large", "its alternate text stays"},
    {"a drawing: memory", LIMIT_OF_BYTES, DRAWING_MEMORY_LIMIT_BYTES, "image-too-large",
     "its alternate text stays"},
    {"a drawing in a page: parts of other drawings", LIMIT_OF_COUNT, DRAWING_BORROWED_LIMIT,
     "html-dropped", "its words stay"},
    {"drawings of a page with such parts", LIMIT_OF_BYTES, DRAWING_BORROWING_LIMIT_BYTES,
     "html-dropped", "its words stay"},
    {"tags of a page looked at for such parts", LIMIT_OF_COUNT, DRAWING_SEARCH_LIMIT,
     "html-dropped", "its words stay"},
    {"dots per inch of pictures (--image-dpi)", LIMIT_OF_COUNT, IMAGE_DPI_MOST, NULL,
     "wrong usage"},
    {"micrometres of bleed (--bleed)", LIMIT_OF_COUNT, BLEED_MOST_MICROMETRES, NULL,
     "wrong usage"},
    {"a table: columns", LIMIT_OF_COUNT, TABLE_COLUMN_LIMIT, "table-columns",
     "further ones are left out"},
    {"pages of a packet", LIMIT_OF_COUNT, PAGE_COUNT_LIMIT, "page-limit",
     "nothing is made"},
    {"a booklet: sheets in each other", LIMIT_OF_COUNT, SIGNATURE_SHEETS_MOST, NULL,
     "wrong usage"},
    {"a booklet: creep in micrometres", LIMIT_OF_COUNT, CREEP_MOST_MICROMETRES, NULL,
     "wrong usage"},
    {"the PDF", LIMIT_OF_BYTES, PDF_OUTPUT_LIMIT_BYTES, "pdf-write", "nothing is made"},
    {"a text of the PDF: a title, an alternate text", LIMIT_OF_BYTES,
     PDF_STRING_LIMIT_BYTES, "pdf-text-long", "it ends with an ellipsis"},
    {"objects of the PDF", LIMIT_OF_COUNT, PDF_OBJECT_LIMIT, "pdf-write",
     "nothing is made"},
    {"words and signs that the bundle's search knows", LIMIT_OF_COUNT, SEARCH_WORD_LIMIT,
     "search-limit", "of further documents it finds the titles"},
    {"files of the bundle", LIMIT_OF_COUNT, BUNDLE_ENTRY_LIMIT, "archive-limit",
     "nothing is made"},
    {"the bundle, unpacked (--bundle-limit)", LIMIT_OF_BYTES, BUNDLE_BYTES_LIMIT,
     "archive-limit", "nothing is made"},
    {"text of a source to compare (diff)", LIMIT_OF_BYTES, EDITION_TEXT_LIMIT_BYTES,
     "diff-limit", "nothing is compared"},
    {"files of a bundle that is read", LIMIT_OF_COUNT, BAG_FILE_LIMIT, "bag-zip",
     "it is not looked into"},
    {"faults of a zip", LIMIT_OF_COUNT, BAG_FAULT_LIMIT, NULL, "further ones are counted"},
    {"findings of verify", LIMIT_OF_COUNT, FINDING_LIMIT, NULL, "further ones are counted"},
};

const struct limit_row *limit_row_at(size_t index)
{
    return index < sizeof rows / sizeof rows[0] ? &rows[index] : NULL;
}

void limit_add_bytes(uint64_t bytes, struct buf *out)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB"};
    size_t unit = 0;
    for (; bytes % 1024 == 0 && bytes && unit < 3; unit++) {
        bytes /= 1024;
    }
    number_add_grouped(out, bytes);
    buf_add_format(out, " %s", units[unit]);
}

void limit_add_number(const struct limit_row *row, struct buf *out)
{
    if (row->unit == LIMIT_OF_BYTES) {
        limit_add_bytes(row->most, out);
    } else {
        number_add_grouped(out, row->most);
    }
}
