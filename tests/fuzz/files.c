/* Lists of files and how they are changed. Pages are changed as their authors would, in
 * Markdown and in Liquid; other bytes are left to libFuzzer's own mutator, which knows the
 * dictionary and what comparisons were about. */
#include "files.h"

#include "mutate_liquid.h"
#include "mutate_markdown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_BYTES ((size_t)64 << 10)
#define PATH_BYTES 120

struct files files_read(struct str input)
{
    struct files files = {0};
    while (input.len && files.count < FILES_LIMIT) {
        size_t end = str_find_byte(input, '\n', 0), size = 0;
        struct str line = str_sub(input, 0, end == STR_NONE ? input.len : end);
        struct str rest = str_skip(input, line.len + 1);
        size_t digits = line.len;
        for (size_t unit = 1;
             digits && ascii_is_digit(line.ptr[digits - 1]) && unit < 1000000; unit *= 10) {
            size += (size_t)(line.ptr[--digits] - '0') * unit;
        }
        struct str path = str_sub(line, 0, digits ? digits - 1 : 0);
        files.items[files.count].path = str_sub(path, 0, PATH_BYTES);
        files.items[files.count++].bytes = str_sub(rest, 0, size);
        input = str_skip(rest, size);
    }
    return files;
}

size_t files_write(const struct files *files, uint8_t *out, size_t max_size)
{
    size_t at = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct str path = files->items[i].path, bytes = files->items[i].bytes;
        char head[PATH_BYTES + 24];
        size_t room = max_size - at;
        if (room < sizeof head) {
            break;
        }
        bytes = str_sub(bytes, 0, room - sizeof head);
        int len = snprintf(head, sizeof head, "%.*s %zu\n", STR_ARG(path), bytes.len);
        memcpy(out + at, head, (size_t)len);
        memcpy(out + at + (size_t)len, bytes.ptr, bytes.len);
        at += (size_t)len + bytes.len;
    }
    return at;
}

/* What a site may hold, as it begins. */
static const struct {
    const char *path, *bytes;
} usual[] = {
    {"_config.yml", "title: T\nurl: https://example.org\nbaseurl: /b\nmarkdown: GFM\n"},
    {"_config.yml", "collections:\n  c:\n    output: true\n"
                    "defaults:\n- scope: {path: ''}\n  values: {layout: a}\n"},
    {"offprint.yml", "title: T\nentries: [/]\ndepth: 2\npaper: A5\nlive_url: "
                     "https://example.org\ncontact: a@example.org\ndate: 2020-01-02\n"},
    {"index.md", "---\ntitle: T\nlang: de\n---\n# T\n\n[a](two.md#x) ![b](a.png)\n"},
    {"index.html", "---\nlayout: a\n---\n<h1 id=x>T</h1><p><a href=two.html>a</a>\n"},
    {"two.md", "---\npermalink: /two/\n---\n## X {#x}\n\n[a](/)[^1]\n\n[^1]: n\n"},
    {"two.html", "<html lang=ar dir=rtl><title>t</title><body><ul><li>a</ul>"},
    {"_layouts/a.html", "{% include a.html x=page.title %}{{ content }}"},
    {"_includes/a.html", "<p>{{ include.x | escape }}</p>"},
    {"_data/a.yml", "- {a: 1, b: x}\n- {a: 2}\n"},
    {"_data/a.csv", "a,b\n1,\"x,y\"\n"},
    {"_data/a.json", "{\"a\": [1, 2.5, null, \"\\u00e4\"]}"},
    {"_c/a.md", "---\ntitle: C\n---\n{{ site.data.a | size }}"},
    {"_posts/2020-01-02-a.md",
     "---\n---\n{% for p in site.posts %}{{ p.url }}{% endfor %}"},
    {"a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect/></svg>"},
    {"a.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction 2 0 R>>endobj\n%%EOF"},
    {"a.txt", "text\n"},
    {"mkdocs.yml", "site_name: T\nnav:\n- A: index.md\n- B: two.md\n"},
    {"SUMMARY.md", "# S\n\n- [A](index.md)\n- [B](two.md)\n"},
    {"@", "\1\2\3"},
};

/* What stands around a path where one file speaks of another. */
static const struct {
    const char *before, *behind;
} ties[] = {
    {"[a](", ")"},
    {"![a](", ")"},
    {"[a](", "#x)"},
    {"<a href=\"", "\">a</a>"},
    {"<img alt=a src='", "'>"},
    {"{% include ", " %}"},
    {"[a]({% link ", " %})"},
    {"---\nlayout: ", "\n---\n"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Which of several, of a seed that is used up. */
static size_t choose(unsigned *seed, size_t count)
{
    *seed = *seed * 1103515245U + 12345U;
    return count ? (*seed >> 8) % count : 0;
}

static void drop_file(struct files *files, size_t index)
{
    files->count--;
    for (; index < files->count; index++) {
        files->items[index] = files->items[index + 1];
    }
}

static void add_usual(struct files *files, unsigned *seed)
{
    size_t at = choose(seed, files->count + 1);
    size_t what = choose(seed, COUNT(usual));
    if (files->count == FILES_LIMIT) {
        return;
    }
    for (size_t i = files->count++; i > at; i--) {
        files->items[i] = files->items[i - 1];
    }
    files->items[at].path = str_from(usual[what].path);
    files->items[at].bytes = str_from(usual[what].bytes);
}

static size_t append(char *out, size_t at, struct str text)
{
    memcpy(out + at, text.ptr, text.len);
    return at + text.len;
}

/* The path of one in another. */
static void tie(struct files *files, size_t index, unsigned *seed)
{
    static char room[ROOM_BYTES];
    size_t shape = choose(seed, COUNT(ties)), len = 0;
    struct str to = files->items[choose(seed, files->count)].path;
    struct str old = files->items[index].bytes;
    size_t at = choose(seed, old.len + 1);
    if (old.len > sizeof room / 2) {
        return;
    }
    len = append(room, len, str_sub(old, 0, at));
    len = append(room, len, str_from(ties[shape].before));
    len = append(room, len, to);
    len = append(room, len, str_from(ties[shape].behind));
    len = append(room, len, str_skip(old, at));
    files->items[index].bytes = (struct str){room, len};
}

static void change_bytes(struct str *bytes, uint8_t *room, size_t room_bytes)
{
    size_t len = bytes->len < room_bytes ? bytes->len : room_bytes;
    memcpy(room, bytes->ptr, len);
    *bytes = (struct str){(const char *)room, LLVMFuzzerMutate(room, len, room_bytes)};
}

/* A page, now as Markdown, now as a template; false: it is none, and bytes are bytes. */
static bool change_page(struct files_item *file, uint8_t *room, size_t room_bytes,
                        unsigned *seed)
{
    size_t way = choose(seed, 4);
    if (way == 0 || !(str_ends(file->path, ".md") || str_ends(file->path, ".html"))) {
        return false;
    }
    size_t len = file->bytes.len < room_bytes ? file->bytes.len : room_bytes;
    memcpy(room, file->bytes.ptr, len);
    len = way == 1 ? mutate_liquid(room, len, room_bytes, *seed)
                   : mutate_markdown(0, room, len, room_bytes, *seed);
    file->bytes = (struct str){(const char *)room, len};
    return true;
}

/* A path is a line's. */
static void change_path(struct str *path)
{
    static uint8_t room[PATH_BYTES];
    change_bytes(path, room, sizeof room);
    for (size_t i = 0; i < path->len; i++) {
        if (room[i] == '\n') {
            room[i] = '/';
        }
    }
}

size_t files_mutate(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    static uint8_t room[ROOM_BYTES], written[ROOM_BYTES];
    struct files files = files_read((struct str){(const char *)data, size});
    size_t limit = max_size < sizeof written ? max_size : sizeof written;
    size_t way = choose(&seed, 16);
    size_t index = choose(&seed, files.count);
    if (files.count == 0 || way == 0) {
        add_usual(&files, &seed);
    } else if (way == 1 && files.count > 1) {
        drop_file(&files, index);
    } else if (way == 2) {
        files.items[index].path = str_from(usual[choose(&seed, COUNT(usual))].path);
    } else if (way == 3) {
        change_path(&files.items[index].path);
    } else if (way == 4) {
        files.items[index].bytes = files.items[choose(&seed, files.count)].bytes;
    } else if (way <= 6) {
        tie(&files, index, &seed);
    } else if (!change_page(&files.items[index], room, limit / 2, &seed)) {
        change_bytes(&files.items[index].bytes, room, limit / 2);
    }
    size_t len = files_write(&files, written, limit);
    memcpy(data, written, len);
    return len;
}

size_t files_cross(struct str a, struct str b, uint8_t *out, size_t max_size, unsigned seed)
{
    struct files first = files_read(a), second = files_read(b), both = {0};
    for (size_t i = 0; i < FILES_LIMIT && both.count < FILES_LIMIT; i++) {
        const struct files *from = choose(&seed, 2) ? &first : &second;
        if (i < from->count) {
            both.items[both.count++] = from->items[i];
        }
    }
    return files_write(&both, out, max_size);
}
