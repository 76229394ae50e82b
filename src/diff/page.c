/* A page's elements, one after the other, to blocks. Only what archive/ writes has to be
 * understood: classes are its own, never an author's. Elements within a row of a table are
 * none of their own, and what shows no words of the document (buttons, links back) is
 * passed over. Of what may stand in a line places are noted by bytes of the text, which
 * become places among words when the block is whole. */
#include "diff/page.h"

#include "base/hash.h"
#include "base/path.h"
#include "diff/element.h"
#include "html/html.h"

struct str page_main(struct str page)
{
    static const char end[] = "</main>";
    size_t from = str_find(page, STR("<main "), 0);
    if (from == STR_NONE) {
        return (struct str){0};
    }
    size_t to = page.len - (sizeof end - 1);
    while (to > from && memcmp(page.ptr + to, end, sizeof end - 1) != 0) {
        to--;
    }
    return to > from ? str_sub(page, from, to + sizeof end - 1) : (struct str){0};
}

/* An element that is open. */
struct level {
    enum {
        LEVEL_AROUND, /* the text: main, its header */
        LEVEL_BLOCK,
        LEVEL_INLINE,
        LEVEL_SKIPPED,
    } role;
    enum block_kind kind;
    uint8_t heading;  /* its level */
    bool in_text;     /* what is read here counts */
    bool in_row;      /* within a row of a table */
    bool verbatim;    /* lines are blocks */
    uint64_t context; /* of the blocks around */
    uint64_t tag;     /* inline: of its marks */
    size_t link;      /* inline: its link in the edition + 1; 0: none */
};

/* A place in the block's text, which becomes one among its words. */
struct mark {
    uint64_t tag;
    uint32_t at;
    bool closes;
};

struct page {
    const struct page_reading *reading;
    struct edition *edition;
    struct arena marks_arena;
    struct level *levels;
    size_t level_count, level_capacity;
    struct mark *marks;
    size_t mark_count, mark_capacity;
    uint32_t *row;
    size_t row_capacity;
    uint32_t from; /* of the block, in the text */
    bool space;    /* is owed */
    bool rule;
    uint32_t indent; /* of a line of code */
    size_t first_link, first_media;
    uint32_t headings[7]; /* the last of each level, or EDITION_NONE */
    bool ok;
};

/* Blocks */

/* The first word that ends behind the byte, or begins at it or behind it. */
static uint32_t word_at(const struct page *page, size_t first, uint32_t *word, uint32_t at,
                        bool begins)
{
    const struct edition *edition = page->edition;
    while (first + *word < edition->word_count) {
        const struct edition_word *next = &edition->words[first + *word];
        if (begins ? next->to > at : next->from >= at) {
            break;
        }
        ++*word;
    }
    return *word;
}

/* Links and media noted the byte in `word` and `end`; a link that is open where the block
 * ends is none of the next. */
static void settle_places(struct page *page, size_t first_word)
{
    struct edition *edition = page->edition;
    uint32_t word = 0;
    for (size_t i = page->first_link; i < edition->link_count; i++) {
        struct edition_link *link = &edition->links[i];
        uint32_t end = word_at(page, first_word, &word, link->word, true);
        link->word = end;
        link->end = word_at(page, first_word, &end, link->end, false);
    }
    word = 0;
    for (size_t i = page->first_media; i < edition->media_count; i++) {
        struct edition_media *media = &edition->media[i];
        media->word = word_at(page, first_word, &word, media->word, true);
    }
}

static uint64_t markup_of(struct page *page, const struct level *level, size_t first_word)
{
    const struct edition *edition = page->edition;
    uint64_t hash = hash_mix(hash_mix(level->context, level->kind), level->heading);
    uint32_t begun = 0, ended = 0;
    hash = hash_mix(hash, page->indent);
    for (size_t i = 0; i < page->mark_count; i++) {
        const struct mark *mark = &page->marks[i];
        uint32_t *word = mark->closes ? &ended : &begun;
        uint32_t at = word_at(page, first_word, word, mark->at, !mark->closes);
        size_t index = first_word + at - (mark->closes && at ? 1 : 0);
        uint32_t within = 0;
        if (index < edition->word_count && mark->at > edition->words[index].from &&
            mark->at < edition->words[index].to) {
            within = mark->at - edition->words[index].from;
        }
        hash = hash_mix(hash_mix(hash_mix(hash, at), within), mark->tag + mark->closes);
    }
    return hash;
}

/* Of words, or of what a block without any shows. */
static uint32_t row_of(struct page *page, size_t first_word)
{
    struct edition *edition = page->edition;
    size_t words = edition->word_count - first_word, count = 0;
    size_t media = words ? 0 : edition->media_count - page->first_media;
    size_t wanted = words + media + 1;
    if (wanted > page->row_capacity) {
        page->row = ARENA_ARRAY(&page->marks_arena, uint32_t, wanted * 2);
        page->row_capacity = page->row ? wanted * 2 : 0;
        if (!page->row) {
            return EDITION_NONE;
        }
    }
    for (size_t i = 0; i < words; i++) {
        page->row[count++] = edition->words[first_word + i].id;
    }
    for (size_t i = 0; i < media; i++) {
        struct str name = edition->media[page->first_media + i].name;
        struct str key = arena_format(&page->marks_arena, "\1%.*s", STR_ARG(name));
        page->row[count++] = vocabulary_word(edition->vocabulary, key);
    }
    return vocabulary_row(edition->vocabulary, page->row, count);
}

static uint32_t heading_of(struct page *page, const struct level *level)
{
    unsigned below = level->kind == BLOCK_HEADING ? level->heading : 7;
    uint32_t nearest = EDITION_NONE;
    for (unsigned i = 1; i < below && level->kind != BLOCK_TITLE; i++) {
        uint32_t heading = page->headings[i];
        bool later =
            heading != EDITION_NONE && (nearest == EDITION_NONE || heading > nearest);
        nearest = later ? heading : nearest;
    }
    return nearest;
}

static void note_heading(struct page *page, const struct level *level, uint32_t block)
{
    if (level->kind == BLOCK_HEADING && level->heading < 7) {
        page->headings[level->heading] = block;
        for (unsigned i = level->heading + 1U; i < 7; i++) {
            page->headings[i] = EDITION_NONE;
        }
    }
}

static bool add_block(struct page *page, const struct level *level)
{
    struct edition *edition = page->edition;
    size_t first_word = edition->word_count;
    uint32_t to = (uint32_t)page->reading->text->len;
    struct str text = str_make(page->reading->text->ptr, to);
    if (!arena_grow(edition->arena, &edition->blocks, edition->block_count,
                    &edition->block_capacity, sizeof *edition->blocks) ||
        !words_cut(page->reading->cutter, edition, text, page->from, to)) {
        return false;
    }
    settle_places(page, first_word);
    struct edition_block *block = &edition->blocks[edition->block_count];
    *block = (struct edition_block){
        .kind = page->rule ? BLOCK_RULE : level->kind,
        .level = level->heading,
        .row = row_of(page, first_word),
        .document = page->reading->document,
        .heading = heading_of(page, level),
        .from = page->from,
        .to = to,
        .first_word = (uint32_t)first_word,
        .word_count = (uint32_t)(edition->word_count - first_word),
        .first_link = (uint32_t)page->first_link,
        .link_count = (uint32_t)(edition->link_count - page->first_link),
        .first_media = (uint32_t)page->first_media,
        .media_count = (uint32_t)(edition->media_count - page->first_media),
        .markup = markup_of(page, level, first_word),
    };
    note_heading(page, level, (uint32_t)edition->block_count++);
    return block->row != EDITION_NONE;
}

/* What was read since the last block, if it shows anything. */
static void end_block(struct page *page, const struct level *level)
{
    struct edition *edition = page->edition;
    bool any = page->reading->text->len > page->from ||
               edition->media_count > page->first_media || page->rule;
    if (any && page->ok) {
        page->ok = buf_ok(page->reading->text) && add_block(page, level);
    } else {
        edition->link_count = page->first_link; /* without a word */
    }
    page->from = (uint32_t)page->reading->text->len;
    page->space = page->rule = false;
    page->indent = 0;
    page->mark_count = 0;
    page->first_link = edition->link_count;
    page->first_media = edition->media_count;
}

static void add_mark(struct page *page, uint64_t tag, bool closes)
{
    if (!arena_grow(&page->marks_arena, &page->marks, page->mark_count,
                    &page->mark_capacity, sizeof *page->marks)) {
        page->ok = false;
        return;
    }
    page->marks[page->mark_count++] =
        (struct mark){tag, (uint32_t)page->reading->text->len, closes};
}

/* Addresses */

/* "../pages/aup.html#scope", as seen from a page, by the names of the bundle. */
static struct str resolve(struct page *page, struct str href, size_t *file)
{
    const struct known_names *names = page->reading->names;
    struct arena *arena = page->edition->arena;
    size_t hash = str_find_byte(href, '#', 0);
    struct str behind = hash == STR_NONE ? (struct str){0} : str_skip(href, hash);
    *file = SIZE_MAX;
    if (hash == 0) {
        return arena_format(arena, "%.*s%.*s", STR_ARG(page->reading->address),
                            STR_ARG(behind));
    }
    if (!str_starts(href, "../")) {
        return arena_str(arena, href);
    }
    struct str name =
        str_sub(str_skip(href, 3), 0, (hash == STR_NONE ? href.len : hash) - 3);
    struct value address = value_get(names->addresses, name);
    if (address.kind == VALUE_STRING) {
        return arena_format(arena, "%.*s%.*s", STR_ARG(address.as.string), STR_ARG(behind));
    }
    size_t query = str_find_byte(name, '?', 0);
    struct str bare = str_sub(name, 0, query == STR_NONE ? name.len : query);
    struct value index = value_get(names->files, bare);
    if (index.kind != VALUE_INTEGER) {
        index = value_get(names->files, path_percent_decode(&page->marks_arena, bare));
    }
    if (index.kind != VALUE_INTEGER) {
        return arena_str(arena, href);
    }
    *file = (size_t)index.as.integer;
    return arena_format(arena, "%.*s%.*s", STR_ARG(names->known[*file].name),
                        STR_ARG(str_skip(href, 3 + bare.len)));
}

static struct edition_media *add_media(struct page *page, size_t file)
{
    struct edition *edition = page->edition;
    const struct known_names *names = page->reading->names;
    if (!arena_grow(edition->arena, &edition->media, edition->media_count,
                    &edition->media_capacity, sizeof *edition->media)) {
        page->ok = false;
        return NULL;
    }
    struct edition_media *media = &edition->media[edition->media_count++];
    *media = (struct edition_media){.word = (uint32_t)page->reading->text->len};
    if (file < names->count) {
        media->held = true;
        media->name = arena_str(edition->arena, names->known[file].name);
        memcpy(media->sha256, names->known[file].sha256, SHA256_BYTES);
    }
    return media;
}

static void add_picture(struct page *page, const struct html_attribute *attributes,
                        size_t count)
{
    size_t file;
    (void)resolve(page, element_attribute(attributes, count, "src"), &file);
    struct edition_media *media = add_media(page, file);
    if (media) {
        media->is_picture = true;
        media->text =
            arena_str(page->edition->arena, element_attribute(attributes, count, "alt"));
    }
}

static void open_link(struct page *page, struct level *level, struct str href)
{
    struct edition *edition = page->edition;
    size_t file;
    struct str address = resolve(page, href, &file);
    if (!arena_grow(edition->arena, &edition->links, edition->link_count,
                    &edition->link_capacity, sizeof *edition->links)) {
        page->ok = false;
        return;
    }
    uint32_t at = (uint32_t)page->reading->text->len;
    edition->links[edition->link_count++] = (struct edition_link){at, UINT32_MAX, address};
    level->link = edition->link_count;
    if (file != SIZE_MAX) {
        (void)add_media(page, file);
    }
}

/* Elements */

/* The words of the document's own that the archive's marks stand for. */
static bool open_special(struct page *page, const struct html_attribute *attributes,
                         size_t count, uint64_t tag)
{
    struct str class = element_attribute(attributes, count, "class");
    struct str role = element_attribute(attributes, count, "role");
    if (str_is(class, "no-image")) {
        struct edition_media *media = add_media(page, SIZE_MAX);
        if (media) {
            media->is_picture = true;
        }
        return true;
    }
    if (str_is(class, "box") || str_is(class, "box done")) {
        words_collapse(page->reading->text, page->from, &page->space,
                       str_is(class, "box") ? STR("\xe2\x98\x90 ") : STR("\xe2\x98\x91 "));
        return true;
    }
    if (str_is(class, "footnote-ref")) {
        add_mark(page, tag, false);
        return true;
    }
    return str_is(role, "doc-backlink");
}

static void open_block(struct page *page, struct level *level, const struct level *around,
                       enum element element, struct str name, uint64_t tag)
{
    if (around->in_row) {
        page->space = true;
        add_mark(page, tag, false);
        return;
    }
    end_block(page, around);
    level->role = LEVEL_BLOCK;
    level->kind = around->kind == BLOCK_ITEM ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    level->heading = 0;
    level->context = element == ELEMENT_PLAIN && tag == hash_text(name)
                         ? around->context
                         : hash_mix(around->context, tag);
    switch (element) {
    case ELEMENT_ITEM: level->kind = BLOCK_ITEM; break;
    case ELEMENT_TERM: level->kind = BLOCK_TERM; break;
    case ELEMENT_CAPTION: level->kind = BLOCK_CAPTION; break;
    case ELEMENT_HEADING:
        level->heading = (uint8_t)(name.ptr[1] - '0');
        level->kind = level->heading == 1 ? BLOCK_TITLE : BLOCK_HEADING;
        break;
    case ELEMENT_ROW:
        level->kind = BLOCK_ROW;
        level->in_row = true;
        break;
    case ELEMENT_CODE:
        level->kind = BLOCK_CODE;
        level->verbatim = true;
        break;
    case ELEMENT_GROUP: level->kind = BLOCK_PARAGRAPH; break;
    case ELEMENT_PARAGRAPH: /* a tight item's words stand in none */
        level->context = around->kind == BLOCK_ITEM && str_is(name, "p") ? around->context
                                                                         : level->context;
        break;
    case ELEMENT_INLINE:
    case ELEMENT_CELL:
    case ELEMENT_RULE:
    case ELEMENT_PLAIN:
    case ELEMENT_PICTURE:
    case ELEMENT_LINK:
    case ELEMENT_SPAN:
    case ELEMENT_BREAK:
    case ELEMENT_OTHER: break;
    }
}

static void open_inline(struct page *page, struct level *level, enum element element,
                        uint64_t plain, const struct html_attribute *attributes,
                        size_t count)
{
    level->role = LEVEL_INLINE;
    if (element == ELEMENT_LINK) {
        open_link(page, level, element_attribute(attributes, count, "href"));
    } else if (element == ELEMENT_PICTURE) {
        add_picture(page, attributes, count);
    } else if (element == ELEMENT_BREAK) {
        page->space = true;
        add_mark(page, level->tag, false);
    } else if (element == ELEMENT_SPAN) {
        if (str_is(element_attribute(attributes, count, "class"), "broken")) {
            open_link(page, level, (struct str){0});
        }
        level->tag = level->tag == plain ? 0 : level->tag;
    }
    if (level->tag && element != ELEMENT_LINK && element != ELEMENT_PICTURE &&
        element != ELEMENT_BREAK) {
        add_mark(page, level->tag, false);
    } else {
        level->tag = 0;
    }
}

/* Before the text: of the header its <h1> counts alone. */
static void open_around(struct page *page, struct level *level, struct str name,
                        const struct html_attribute *attributes, size_t count)
{
    static const char *const passed[] = {"html", "body", "main", "header"};
    struct str class = element_attribute(attributes, count, "class");
    level->role = LEVEL_AROUND;
    if (str_is(name, "h1")) {
        level->in_text = true;
        level->role = LEVEL_BLOCK;
        level->kind = BLOCK_TITLE;
        level->heading = 1;
        level->context = hash_text(name);
        page->from = (uint32_t)page->reading->text->len;
    } else if (str_is(name, "div") && str_is(class, "text")) {
        level->in_text = true;
        level->role = LEVEL_BLOCK;
        level->kind = BLOCK_PARAGRAPH;
    } else if (!str_is_among(name, passed, sizeof passed / sizeof passed[0])) {
        level->role = LEVEL_SKIPPED;
    }
}

static void open_in_text(struct page *page, struct level *level, const struct level *around,
                         struct str name, const struct html_attribute *attributes,
                         size_t count)
{
    enum element element = element_of(name);
    uint64_t tag = element_meaning(name, attributes, count);
    level->tag = tag;
    if (element == ELEMENT_OTHER || open_special(page, attributes, count, tag)) {
        level->role = LEVEL_SKIPPED;
    } else if (element == ELEMENT_RULE) {
        end_block(page, around);
        page->rule = true;
        level->role = LEVEL_INLINE;
        level->tag = 0;
        end_block(page, around);
    } else if (element == ELEMENT_INLINE || element == ELEMENT_LINK ||
               element == ELEMENT_PICTURE || element == ELEMENT_SPAN ||
               element == ELEMENT_BREAK) {
        open_inline(page, level, element, hash_text(name), attributes, count);
    } else {
        open_block(page, level, around, element, name, tag);
    }
}

static bool open_element(void *data, struct str name, bool foreign,
                         const struct html_attribute *attributes, size_t count)
{
    struct page *page = data;
    static const struct level nothing = {.role = LEVEL_AROUND};
    if (!arena_grow(&page->marks_arena, &page->levels, page->level_count,
                    &page->level_capacity, sizeof *page->levels)) {
        page->ok = false;
        return false;
    }
    const struct level around =
        page->level_count ? page->levels[page->level_count - 1] : nothing;
    struct level *level = &page->levels[page->level_count++];
    *level = around;
    level->link = 0;
    level->tag = 0;
    if (foreign || around.role == LEVEL_SKIPPED) {
        level->role = LEVEL_SKIPPED;
    } else if (!around.in_text) {
        open_around(page, level, name, attributes, count);
    } else {
        level->role = LEVEL_INLINE; /* within a row, whatever it is */
        open_in_text(page, level, &around, name, attributes, count);
    }
    return page->ok;
}

static void close_element(void *data, struct str name)
{
    struct page *page = data;
    (void)name;
    struct level level = page->levels[--page->level_count];
    if (!level.in_text || level.role == LEVEL_SKIPPED || !page->ok) {
        return;
    }
    if (level.link > page->first_link && level.link <= page->edition->link_count) {
        page->edition->links[level.link - 1].end = (uint32_t)page->reading->text->len;
    }
    if (level.role == LEVEL_BLOCK) {
        end_block(page, &level);
    } else if (level.tag) {
        add_mark(page, level.tag, true);
    }
}

/* Each line that has words is a block, and its indentation is markup. */
static void add_lines(struct page *page, const struct level *level, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, '\n', at);
        struct str line = str_sub(text, at, end == STR_NONE ? text.len : end);
        for (size_t i = 0; page->reading->text->len == page->from && i < line.len &&
                           (line.ptr[i] == ' ' || line.ptr[i] == '\t');
             i++) {
            page->indent = page->indent * 3 + (line.ptr[i] == '\t' ? 2 : 1);
        }
        words_collapse(page->reading->text, page->from, &page->space, line);
        if (end == STR_NONE) {
            return;
        }
        end_block(page, level);
        at = end + 1;
    }
}

static void take_text(void *data, struct str text)
{
    struct page *page = data;
    const struct level *level =
        page->level_count ? &page->levels[page->level_count - 1] : NULL;
    if (!level || !level->in_text || level->role == LEVEL_SKIPPED) {
        return;
    }
    if (level->verbatim && !level->in_row) {
        add_lines(page, level, text);
    } else {
        words_collapse(page->reading->text, page->from, &page->space, text);
    }
}

bool page_read(const struct page_reading *reading, struct str main)
{
    struct edition *edition = reading->edition;
    struct page page = {.reading = reading,
                        .edition = edition,
                        .from = (uint32_t)reading->text->len,
                        .first_link = edition->link_count,
                        .first_media = edition->media_count,
                        .ok = true};
    struct html_events events = {
        .data = &page, .open = open_element, .text = take_text, .close = close_element};
    for (size_t i = 0; i < sizeof page.headings / sizeof page.headings[0]; i++) {
        page.headings[i] = EDITION_NONE;
    }
    arena_init_within(&page.marks_arena, 0, edition->arena->budget);
    bool read = html_read_events(&page.marks_arena, main, &events);
    edition->arena->failed |= arena_failed(&page.marks_arena);
    bool ok = read && page.ok && !arena_failed(edition->arena) && buf_ok(reading->text);
    arena_clear(&page.marks_arena);
    return ok;
}
