/* The table of faces, and which face draws what: the wanted role and style, then the
 * same style of the other roles, then the fallbacks in the table's order. The set is
 * made once and shared; `faces` is one engine's: what it opened, and what it looked up. */
#include "text/face.h"

#include "base/folder.h"
#include "base/memory_watch.h"
#include "base/utf8.h"

#include <string.h>

#define ROLE_COUNT 3
#define STYLE_COUNT 4 /* regular, italic, bold, bold-italic */

static const struct {
    const char *role, *style, *scripts, *file;
} table[] = {
#include "font_table.h"
};

#define FACE_COUNT (sizeof table / sizeof table[0])

struct font_set {
    const char *folder;
    struct face_file files[FACE_COUNT];
    const struct face_file *main[ROLE_COUNT][STYLE_COUNT]; /* NULL: none */
};

/* The set */

static size_t style_index(bool bold, bool italic)
{
    return (bold ? 2U : 0U) + (italic ? 1U : 0U);
}

static void fill_files(struct font_set *set)
{
    static const char *const roles[ROLE_COUNT] = {
        [FONT_SERIF] = "serif", [FONT_SANS] = "sans", [FONT_MONO] = "mono"};
    for (size_t i = 0; i < FACE_COUNT; i++) {
        struct face_file *file = &set->files[i];
        file->index = i;
        file->name = table[i].file;
        file->bold = strncmp(table[i].style, "bold", 4) == 0;
        file->italic = str_ends(str_from(table[i].style), "italic");
        file->fallback = true;
        file->signs = table[i].scripts[0] == 'Z'; /* Zsym and the like (ISO 15924) */
        for (size_t role = 0; role < ROLE_COUNT; role++) {
            if (strcmp(table[i].role, roles[role]) == 0) {
                file->role = (enum font_role)role;
                file->fallback = false;
                set->main[role][style_index(file->bold, file->italic)] = file;
            }
        }
    }
}

const struct font_set *font_set_open(struct arena *arena, const char *folder,
                                     struct report *report)
{
    struct font_set *set = ARENA_NEW(arena, struct font_set);
    if (!set || !folder) {
        report_out_of_memory(report);
        return NULL;
    }
    set->folder = folder;
    fill_files(set);
    return set;
}

size_t font_set_face_count(const struct font_set *set)
{
    (void)set;
    return FACE_COUNT;
}

/* One engine's faces */

#define CACHE_SLOTS 4096 /* of look-ups by role, style and character */

struct cache_slot {
    uint32_t key; /* character << 4 | role << 2 | style, plus 1; 0: free */
    const struct face *face;
};

struct faces {
    struct arena *arena;
    const struct font_set *set;
    struct face *opened[FACE_COUNT];
    bool failed[FACE_COUNT]; /* is not tried again */
    const char *unreadable;  /* the first of those, by its file's name */
    struct cache_slot cache[CACHE_SLOTS];
};

static const struct face *open_face(struct faces *faces, const struct face_file *file)
{
    if (!file || faces->failed[file->index]) {
        return NULL;
    }
    struct face **face = &faces->opened[file->index];
    if (!*face) {
        *face = face_open(faces->arena, faces->set->folder, file);
        faces->failed[file->index] = *face == NULL;
        faces->unreadable = *face || faces->unreadable ? faces->unreadable : file->name;
    }
    return *face;
}

struct faces *faces_new(struct arena *arena, const struct font_set *set,
                        struct report *report)
{
    struct faces *faces = ARENA_NEW(arena, struct faces);
    if (!faces) {
        report_out_of_memory(report);
        return NULL;
    }
    faces->arena = arena;
    faces->set = set;
    for (size_t role = 0; role < ROLE_COUNT; role++) {
        const struct face_file *regular = set->main[role][0];
        bool opened = open_face(faces, regular);
        if (!opened && memory_watch_failed()) {
            faces_free(faces);
            report_out_of_memory(report);
            return NULL;
        }
        if (!opened) {
            const char *why = folder_fault(set->folder, NULL);
            report_system_error(report, "font-missing",
                                "cannot read the face '%s' in '%s'%s%s",
                                regular ? regular->name : "?", set->folder, why ? ": " : "",
                                why ? why : "");
            faces_free(faces);
            return NULL;
        }
    }
    return faces;
}

const char *faces_unreadable(const struct faces *faces)
{
    return faces->unreadable;
}

void faces_free(struct faces *faces)
{
    for (size_t i = 0; faces && i < FACE_COUNT; i++) {
        if (faces->opened[i]) {
            face_close(faces->opened[i]);
            faces->opened[i] = NULL;
        }
    }
}

void faces_renew(struct faces *faces)
{
    faces->unreadable = NULL;
    memset(faces->failed, 0, sizeof faces->failed);
    memset(faces->cache, 0, sizeof faces->cache);
    for (size_t i = 0; i < FACE_COUNT; i++) {
        struct face *face = faces->opened[i];
        if (face) {
            face_close(face);
        }
        if (face && !face_read(faces->arena, faces->set->folder, face)) {
            faces->unreadable = face->file->name;
        }
    }
}

const struct face *faces_main(struct faces *faces, enum font_role role, bool bold,
                              bool italic)
{
    const struct font_set *set = faces->set;
    const struct face *face = open_face(faces, set->main[role][style_index(bold, italic)]);
    return face ? face : faces->opened[set->main[role][0]->index];
}

/* A fallback in bold stands behind the regular one in the table. */
static const struct face *bold_of(struct faces *faces, size_t index, struct str characters)
{
    const struct face_file *next =
        index + 1 < FACE_COUNT ? &faces->set->files[index + 1] : NULL;
    const struct face *face =
        next && next->fallback && next->bold ? open_face(faces, next) : NULL;
    return face && face_has_all(face, characters) ? face : NULL;
}

static const struct face *search(struct faces *faces, enum font_role role, bool bold,
                                 bool italic, struct str characters)
{
    const struct font_set *set = faces->set;
    size_t style = style_index(bold, italic);
    const struct face *wanted = open_face(faces, set->main[role][style]);
    if (wanted && face_has_all(wanted, characters)) {
        return wanted;
    }
    for (size_t other = 0; other < ROLE_COUNT; other++) {
        const struct face *face = open_face(faces, set->main[other][style]);
        if (face && face_has_all(face, characters)) {
            return face;
        }
    }
    for (size_t i = 0; i < FACE_COUNT; i++) {
        const struct face_file *file = &set->files[i];
        const struct face *face =
            file->fallback && !file->bold ? open_face(faces, file) : NULL;
        if (face && face_has_all(face, characters)) {
            const struct face *heavy = bold ? bold_of(faces, i, characters) : NULL;
            return heavy ? heavy : face;
        }
    }
    return NULL;
}

const struct face *faces_find(struct faces *faces, enum font_role role, bool bold,
                              bool italic, uint32_t code_point)
{
    uint32_t key =
        (code_point << 4 | (uint32_t)role << 2 | (uint32_t)style_index(bold, italic)) + 1;
    struct cache_slot *slot = &faces->cache[(key * UINT32_C(2654435761)) >> 20];
    if (slot->key != key) {
        slot->key = key;
        char bytes[UTF8_MAX_BYTES];
        slot->face = search(faces, role, bold, italic,
                            str_make(bytes, utf8_encode(code_point, bytes)));
    }
    return slot->face;
}

const struct face *faces_find_all(struct faces *faces, enum font_role role, bool bold,
                                  bool italic, struct str characters)
{
    size_t len;
    const struct face *first =
        faces_find(faces, role, bold, italic, utf8_decode(characters, 0, &len));
    return !first || len == characters.len || face_has_all(first, characters)
               ? first
               : search(faces, role, bold, italic, characters);
}
