/* Any text as an HTML page, as a line with HTML in it, and as events. */
#include "room.h"
#include "tree.h"

#include "html/html.h"

struct depth {
    size_t open, calls;
};

static bool open_element(void *data, struct str name, bool foreign,
                         const struct html_attribute *attributes, size_t count)
{
    struct depth *depth = data;
    depth->open++;
    (void)foreign;
    must(name.len > 0);
    for (size_t i = 0; i < count; i++) {
        must(is_text(attributes[i].value));
    }
    return ++depth->calls < 100000;
}

static void add_text(void *data, struct str text)
{
    (void)data;
    must(is_text(text));
}

static void close_element(void *data, struct str name)
{
    struct depth *depth = data;
    must(name.len > 0 && depth->open > 0);
    depth->open--;
}

static void print(const struct node *root, struct buf *out)
{
    html_write(root, HTML_BUNDLE, NULL, out);
    must(is_text(buf_str(out)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct room room;
    struct str text = input(data, size);
    if (!is_text(text)) {
        return -1;
    }
    room_enter(&room);
    struct node *root;
    struct buf out = {0};
    bool ok = html_read(&room.arena, text, NULL, &root, room.report);
    must_tell(&room, ok);
    if (ok) {
        tree_check_absorbed(root);
        print(root, &out);
    }
    must(html_from_xhtml(&room.arena, text).len == text.len);
    must(is_text(html_line_text(&room.arena, text, room.report)));
    struct depth depth = {0};
    struct html_events events = {&depth, open_element, add_text, close_element};
    must(!html_read_events(&room.arena, text, &events) || depth.open == 0);
    buf_clear(&out);
    room_leave(&room);
    return 0;
}
