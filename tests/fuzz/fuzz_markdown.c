/* Any text as Markdown of one dialect, printed, absorbed and printed again. The last byte
 * says which dialect, and which of its options. */
#include "room.h"
#include "tree.h"

#include "html/html.h"
#include "markdown/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum html_dialect prints[] = {HTML_KRAMDOWN, HTML_COMMONMARK, HTML_GFM};
    static struct room room;
    unsigned choice = size ? data[size - 1] : 0;
    struct str text = input(data, size ? size - 1 : 0);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct markdown_options options = markdown_options_default();
    options.dialect = (enum markdown_dialect)(choice % 3);
    options.kramdown_input = choice & 4;
    options.parse_block_html = choice & 8;
    options.hard_wrap = choice & 16;
    options.smart = choice & 32;
    options.heading_ids = choice & 64;
    struct node *root;
    struct buf out = {0};
    struct str file = STR("-");
    bool ok = markdown_read(&room.arena, text, NULL, &options, &root, room.report);
    if (ok) {
        tree_check(root);
        html_write(root, prints[options.dialect], NULL, &out);
        ok = html_absorb(&room.arena, &root, &file, room.report);
    }
    if (ok) {
        tree_check_absorbed(root);
        buf_reset(&out);
        html_write(root, HTML_BUNDLE, NULL, &out);
        must(is_text(buf_str(&out)));
    }
    must_tell(&room, ok);
    buf_clear(&out);
    room_leave(&room);
    return 0;
}
