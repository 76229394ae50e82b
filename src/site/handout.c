/* The recipe's mapping `handout`, a table row per key: how the PDF is to be as a hand-out.
 */
#include "site/recipe.h"

#include "base/limits.h"
#include "base/measure.h"
#include "liquid/liquid.h"

#include <stddef.h>

enum handout_kind {
    HANDOUT_FLAG,
    HANDOUT_CHOICE,
    HANDOUT_BLEED,
    HANDOUT_TEXT,
    HANDOUT_BOOKLET,
    HANDOUT_CREEP
};

static const char *const media[] = {"screen", "print", "press",
                                    NULL};                 /* enum offprint_media */
static const char *const marks[] = {"none", "crop", NULL}; /* enum offprint_marks */
static const char *const codes[] = {"none", "cover", "documents", NULL}; /* offprint_qr */
static const char *const flips[] = {"short", "long", NULL};
static const char *const sides[] = {"left", "right", NULL};

static const struct handout_key {
    const char *name;
    enum handout_kind kind;
    size_t offset;              /* in struct recipe_handout */
    const char *const *choices; /* from 1 on */
} keys[] = {
    {"media", HANDOUT_CHOICE, offsetof(struct recipe_handout, media), media},
    {"grey", HANDOUT_FLAG, offsetof(struct recipe_handout, grey), NULL},
    {"right_hand", HANDOUT_FLAG, offsetof(struct recipe_handout, right_hand), NULL},
    {"bleed", HANDOUT_BLEED, offsetof(struct recipe_handout, bleed), NULL},
    {"marks", HANDOUT_CHOICE, offsetof(struct recipe_handout, marks), marks},
    {"cmyk", HANDOUT_TEXT, offsetof(struct recipe_handout, cmyk), NULL},
    {"qr", HANDOUT_CHOICE, offsetof(struct recipe_handout, qr), codes},
    {"short_links", HANDOUT_TEXT, offsetof(struct recipe_handout, short_links), NULL},
    {"booklet", HANDOUT_BOOKLET, offsetof(struct recipe_handout, booklet), NULL},
    {"creep", HANDOUT_CREEP, offsetof(struct recipe_handout, creep), NULL},
    {"flip", HANDOUT_CHOICE, offsetof(struct recipe_handout, flip), flips},
    {"bind", HANDOUT_CHOICE, offsetof(struct recipe_handout, bind), sides},
};

#define KEY_COUNT (sizeof keys / sizeof keys[0])

static void set_choice(struct recipe_reading *reading, const struct handout_key *key,
                       const struct value_entry *entry, int *out)
{
    struct str said = value_text_or(entry->value, (struct str){0});
    struct buf names = {.kept_in = reading->arena};
    for (int i = 0; key->choices[i]; i++) {
        const char *name = key->choices[i];
        if (str_eq_ignore_case(said, str_from(name))) {
            *out = i + 1;
        }
        buf_add_text(&names, i == 0 ? "" : key->choices[i + 1] ? ", " : " or ");
        buf_add_text(&names, name);
    }
    if (*out == 0) {
        recipe_wrong(reading, entry, arena_take(reading->arena, &names).ptr);
    }
    buf_clear(&names);
}

/* A bare number has millimetres. */
static void set_bleed(struct recipe_reading *reading, const struct value_entry *entry,
                      int *out)
{
    uint32_t micrometres = 0;
    bool read = measure_read(liquid_text(reading->arena, entry->value), &micrometres);
    if (!read || micrometres > BLEED_MOST_MICROMETRES) {
        recipe_wrong(reading, entry, "a length from 0 to 20mm, as in 3mm");
    }
    *out = (int)micrometres;
}

static void set_text(struct recipe_reading *reading, const struct value_entry *entry,
                     struct str *out)
{
    *out = value_text_or(entry->value, (struct str){0});
    if (out->len == 0 && entry->value.kind != VALUE_NIL) {
        recipe_wrong(reading, entry, "a text");
    }
}

static void set_booklet(struct recipe_reading *reading, const struct value_entry *entry,
                        struct recipe_booklet *out)
{
    const struct value *said = &entry->value;
    if (said->kind == VALUE_BOOL) {
        out->made = said->as.boolean;
    } else if (said->kind == VALUE_INTEGER && said->as.integer > 0 &&
               said->as.integer <= SIGNATURE_SHEETS_MOST) {
        *out = (struct recipe_booklet){true, (int)said->as.integer};
    } else {
        recipe_wrong(reading, entry,
                     arena_format(reading->arena, "true, false or a number from 1 to %d",
                                  SIGNATURE_SHEETS_MOST)
                         .ptr);
    }
}

static void set_creep(struct recipe_reading *reading, const struct value_entry *entry,
                      struct recipe_creep *out)
{
    struct str said = liquid_text(reading->arena, entry->value);
    uint32_t micrometres = 0;
    bool automatic = str_is(said, "auto");
    bool read = !automatic && measure_read(said, &micrometres);
    if (!automatic && (!read || micrometres > CREEP_MOST_MICROMETRES)) {
        recipe_wrong(reading, entry, "auto or a length from 0 to 1mm, as in 0.12mm");
    }
    *out = (struct recipe_creep){read, (int)micrometres};
}

static void set_key(struct recipe_reading *reading, const struct handout_key *key,
                    const struct value_entry *entry)
{
    void *out = (char *)&reading->out->handout + key->offset;
    switch (key->kind) {
    case HANDOUT_FLAG: recipe_set_flag(reading, entry, out); break;
    case HANDOUT_BLEED: set_bleed(reading, entry, out); break;
    case HANDOUT_CHOICE: set_choice(reading, key, entry, out); break;
    case HANDOUT_TEXT: set_text(reading, entry, out); break;
    case HANDOUT_BOOKLET: set_booklet(reading, entry, out); break;
    case HANDOUT_CREEP: set_creep(reading, entry, out); break;
    }
}

void recipe_set_handout(struct recipe_reading *reading, const struct value_entry *entry)
{
    const struct value map = entry->value;
    if (map.kind != VALUE_MAP && map.kind != VALUE_NIL) {
        recipe_wrong(reading, entry, "a mapping of names to values");
        return;
    }
    for (size_t i = 0; i < value_count(map); i++) {
        const struct value_entry *said = &map.as.map->entries[i];
        const char *names[KEY_COUNT];
        const struct handout_key *found = NULL;
        for (size_t k = 0; k < KEY_COUNT; k++) {
            names[k] = keys[k].name;
            found = str_is(said->key, names[k]) ? &keys[k] : found;
        }
        if (found) {
            set_key(reading, found, said);
        } else {
            recipe_warn_unknown(reading, said, names, KEY_COUNT);
        }
    }
}
