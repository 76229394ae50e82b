/* Diagnostics are filed in the order of the run and sorted only when they are written.
 * Equal ones are one from the start, as the gravest of them: a loop that says the same a
 * million times takes no room from what else there is to say. Past the limits a diagnostic
 * is only counted, by code and severity, but the first of each are kept always. The
 * report's arena has a ceiling of its own, and "out of memory" takes no memory to file, so
 * that a run which fails can still say why. */
#include "base/report_state.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define KEPT_LIMIT_BYTES ((size_t)8 << 20)
#define FILED_LIMIT_COUNT ((size_t)1 << 18) /* past it equal ones are counted again */
#define REPORT_LIMIT_BYTES                                                                 \
    ((size_t)64 << 20) /* of what the limits above let in, never met */
#define FIRST_SLOTS 64

struct report *report_new(void)
{
    struct report *report = calloc(1, sizeof *report);
    if (report) {
        arena_init(&report->arena, REPORT_LIMIT_BYTES);
    }
    return report;
}

void report_free(struct report *report)
{
    if (report) {
        arena_clear(&report->arena);
        free(report);
    }
}

struct report *report_new_beside(const struct report *report)
{
    struct report *other = report_new();
    if (other) {
        report_set_folder(other, report->folder, report->beside);
        other->reading = report->reading;
        other->out_of_memory = arena_failed(&other->arena);
    }
    return other;
}

/* The folder that the file of a place lies in, as it is shown. */
static struct str folder_of(const struct report *report, struct str file)
{
    for (size_t i = 0; report->folder.len && report->beside[i]; i++) {
        if (str_is(file, report->beside[i])) {
            return (struct str){0};
        }
    }
    return file.len ? report->folder : (struct str){0};
}

/* Equal ones */

static bool is_same(const struct diagnostic *a, const struct diagnostic *b)
{
    return str_eq(a->place.file, b->place.file) && str_eq(a->folder, b->folder) &&
           a->place.line == b->place.line && a->place.column == b->place.column &&
           a->shared == b->shared && strcmp(a->code, b->code) == 0 &&
           (a->shared || str_eq(a->message, b->message));
}

static uint64_t hash_of(const struct diagnostic *item)
{
    const uint64_t parts[] = {
        hash_text(item->place.file),
        hash_text(item->folder),
        item->place.line,
        item->place.column,
        hash_text(str_from(item->code)),
        item->shared ? 0 : hash_text(item->message),
    };
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        hash = hash_mix(hash, parts[i]);
    }
    return hash ? hash : 1;
}

/* The slot of an equal one, or the free one where it would stand. */
static struct filed *slot_of(const struct report *report, const struct diagnostic *item,
                             uint64_t hash)
{
    size_t at = (size_t)hash & (report->slot_capacity - 1);
    for (;; at = (at + 1) & (report->slot_capacity - 1)) {
        struct filed *slot = &report->slots[at];
        if (slot->hash == 0 ||
            (slot->hash == hash &&
             (slot->item == ITEM_NONE || is_same(&report->items[slot->item], item)))) {
            return slot;
        }
    }
}

/* Room for one more; false: no memory. */
static bool grow_slots(struct report *report)
{
    if (report->slot_count * 2 < report->slot_capacity) {
        return true;
    }
    size_t capacity = report->slot_capacity ? report->slot_capacity * 2 : FIRST_SLOTS;
    struct filed *slots = ARENA_ARRAY(&report->arena, struct filed, capacity);
    for (size_t i = 0; slots && i < report->slot_capacity; i++) {
        size_t at = (size_t)report->slots[i].hash & (capacity - 1);
        while (report->slots[i].hash && slots[at].hash) {
            at = (at + 1) & (capacity - 1);
        }
        if (report->slots[i].hash) {
            slots[at] = report->slots[i];
        }
    }
    report->slots = slots ? slots : report->slots;
    report->slot_capacity = slots ? capacity : report->slot_capacity;
    return slots != NULL;
}

/* Filing */

/* There are as many as codes, at most. NULL: nothing of the code was filed. */
static struct tally *find_tally(const struct report *report, const char *code)
{
    for (size_t i = 0; i < report->tally_count; i++) {
        if (report->tallies[i].code == code || strcmp(report->tallies[i].code, code) == 0) {
            return &report->tallies[i];
        }
    }
    return NULL;
}

/* NULL: no memory for a new one. */
static struct tally *tally_of(struct report *report, const char *code)
{
    struct tally *tally = find_tally(report, code);
    if (tally) {
        return tally;
    }
    if (!arena_grow(&report->arena, &report->tallies, report->tally_count,
                    &report->tally_capacity, sizeof *report->tallies)) {
        return NULL;
    }
    report->tallies[report->tally_count] = (struct tally){.code = code};
    return &report->tallies[report->tally_count++];
}

static bool has_room(const struct report *report, const struct tally *tally,
                     enum severity severity)
{
    return tally->kept[severity] < REPORT_KEPT_OF_A_KIND ||
           (report->count < REPORT_LIMIT_COUNT && report->text_bytes < KEPT_LIMIT_BYTES);
}

/* Its place in the list of those kept, or ITEM_NONE. */
static uint32_t keep(struct report *report, struct tally *tally,
                     const struct diagnostic *item)
{
    if (!has_room(report, tally, item->severity) ||
        !arena_grow(&report->arena, &report->items, report->count, &report->capacity,
                    sizeof *report->items)) {
        return ITEM_NONE;
    }
    const struct diagnostic *before =
        report->count ? &report->items[report->count - 1] : NULL;
    struct diagnostic *kept = &report->items[report->count];
    *kept = *item;
    kept->order = report->count;
    kept->message = arena_str(&report->arena, item->message);
    kept->place.file = before && str_eq(before->place.file, item->place.file)
                           ? before->place.file
                           : arena_str(&report->arena, item->place.file);
    report->text_bytes += item->message.len + item->place.file.len;
    tally->kept[item->severity]++;
    report->last = kept;
    return (uint32_t)report->count++;
}

static void file_new(struct report *report, const struct diagnostic *item, uint64_t hash)
{
    struct tally *tally = tally_of(report, item->code);
    if (!tally) {
        return;
    }
    uint32_t kept = keep(report, tally, item);
    tally->filed[item->severity]++;
    if (report->slot_count < FILED_LIMIT_COUNT && grow_slots(report)) {
        *slot_of(report, item, hash) = (struct filed){
            hash, kept, (uint16_t)(tally - report->tallies), (uint8_t)item->severity};
        report->slot_count++;
    }
}

/* One that was filed before is now graver. */
static void raise(struct report *report, struct filed *slot, const struct diagnostic *item)
{
    struct tally *tally = &report->tallies[slot->tally];
    tally->filed[slot->severity]--;
    tally->filed[item->severity]++;
    if (slot->item == ITEM_NONE) {
        slot->item = keep(report, tally, item);
    } else {
        tally->kept[slot->severity]--;
        tally->kept[item->severity]++;
        report->items[slot->item].severity = item->severity;
    }
    slot->severity = (uint8_t)item->severity;
}

static void file_diagnostic(struct report *report, const struct diagnostic *item)
{
    uint64_t hash = hash_of(item);
    struct filed *slot = report->slot_capacity ? slot_of(report, item, hash) : NULL;
    report->last = NULL;
    if (!slot || slot->hash == 0) {
        file_new(report, item, hash);
    } else if (item->severity > slot->severity) {
        raise(report, slot, item);
    }
    if (slot && slot->hash && slot->item != ITEM_NONE && item->system) {
        report->items[slot->item].system = true;
    }
    report->out_of_memory = report->out_of_memory || arena_failed(&report->arena);
}

/* Of another report, where it is counted only: but for its hash it is not known. Without
 * one it is no other's equal. */
static void file_counted(struct report *report, const struct tally *from,
                         const struct filed *other)
{
    struct tally *tally = tally_of(report, from->code);
    size_t at = report->slot_capacity ? other->hash & (report->slot_capacity - 1) : 0;
    while (report->slot_capacity && report->slots[at].hash &&
           report->slots[at].hash != other->hash) {
        at = (at + 1) & (report->slot_capacity - 1);
    }
    bool known =
        other->hash && report->slot_capacity && report->slots[at].hash == other->hash;
    if (tally && !known) {
        tally->filed[other->severity]++;
    }
}

static void adopt_counted(struct report *report, const struct report *other)
{
    for (size_t i = 0; i < other->slot_capacity; i++) {
        const struct filed *slot = &other->slots[i];
        if (slot->hash && slot->item == ITEM_NONE) {
            file_counted(report, &other->tallies[slot->tally], slot);
            other->tallies[slot->tally].filed[slot->severity]--;
        }
    }
    for (size_t i = 0; i < other->tally_count; i++) {
        struct tally *tally = &other->tallies[i];
        for (uint8_t severity = 0; severity <= SEVERITY_ERROR; severity++) {
            for (; tally->filed[severity] > tally->kept[severity];
                 tally->filed[severity]--) {
                file_counted(report, tally, &(struct filed){.severity = severity});
            }
        }
    }
}

/* What it borrows from the other report becomes the report's own. */
static void adopt_item(struct report *report, const struct diagnostic *other)
{
    struct diagnostic item = *other;
    if (item.folder.len) {
        item.folder = str_eq(item.folder, report->folder)
                          ? report->folder
                          : arena_str(&report->arena, item.folder);
    }
    file_diagnostic(report, &item);
    if (item.hint.len && report->last) {
        report->last->hint = arena_str(&report->arena, item.hint);
        report->text_bytes += item.hint.len;
    }
}

void report_adopt(struct report *report, struct report *take_other)
{
    for (size_t i = 0; i < take_other->count; i++) {
        adopt_item(report, &take_other->items[i]);
    }
    adopt_counted(report, take_other);
    for (size_t i = 0; i < take_other->source_count; i++) {
        report_add_source(report, take_other->sources[i].file, take_other->sources[i].text);
    }
    report->system_error = report->system_error || take_other->system_error;
    report->unread = report->unread || take_other->unread;
    report->usage_error = report->usage_error || take_other->usage_error;
    report->out_of_memory = report->out_of_memory || take_other->out_of_memory;
    report_free(take_other);
}

void report_adopt_some(struct report *report, const struct report *other,
                       bool (*wanted)(void *data, struct place place), void *data)
{
    for (size_t i = 0; i < other->count; i++) {
        if (wanted(data, other->items[i].place)) {
            adopt_item(report, &other->items[i]);
        }
    }
    report->system_error = report->system_error || other->system_error;
    report->unread = report->unread || other->unread;
    report->usage_error = report->usage_error || other->usage_error;
    report->out_of_memory = report->out_of_memory || other->out_of_memory;
}

#define ROOM_BYTES (REPORT_MESSAGE_LIMIT_BYTES + 1)

/* Ends in "…" where it is longer than a message may be, between code points. */
__attribute__((format(printf, 2, 0))) static struct str
format_text(char room[ROOM_BYTES], const char *format, va_list args)
{
    static const char dots[] = "\xe2\x80\xa6";
    int len = vsnprintf(room, ROOM_BYTES, format, args);
    size_t end = len > 0 ? (size_t)len : 0;
    if (end < ROOM_BYTES) {
        return str_make(room, end);
    }
    end = ROOM_BYTES - sizeof dots;
    while (end > 0 && ((unsigned char)room[end] & 0xC0) == 0x80) {
        end--;
    }
    memcpy(room + end, dots, sizeof dots);
    return str_make(room, end + sizeof dots - 1);
}

__attribute__((format(printf, 6, 0))) static void
file_as(struct report *report, enum severity severity, bool system, struct place place,
        const char *code, const char *format, va_list args)
{
    char room[ROOM_BYTES];
    bool soft = severity == SEVERITY_ERROR && report->soft_depth > 0;
    struct diagnostic item = {
        .severity = soft ? SEVERITY_WARNING : severity,
        .place = place,
        .code = code,
        .message = format_text(room, format, args),
        .folder = folder_of(report, place.file),
        .shared = (place.width & PLACE_SHARED) != 0,
        .system = system,
    };
    item.place.width &= ~PLACE_SHARED;
    file_diagnostic(report, &item);
}

__attribute__((format(printf, 5, 0))) static void
file_text(struct report *report, enum severity severity, struct place place,
          const char *code, const char *format, va_list args)
{
    file_as(report, severity, false, place, code, format, args);
}

void report_note(struct report *report, struct place place, const char *code,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_text(report, SEVERITY_NOTE, place, code, format, args);
    va_end(args);
}

void report_warning(struct report *report, struct place place, const char *code,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_text(report, SEVERITY_WARNING, place, code, format, args);
    va_end(args);
}

void report_error(struct report *report, struct place place, const char *code,
                  const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_text(report, SEVERITY_ERROR, place, code, format, args);
    va_end(args);
}

__attribute__((format(printf, 5, 0))) static void
file_hard(struct report *report, bool system, struct place place, const char *code,
          const char *format, va_list args)
{
    size_t depth = report->soft_depth;
    report->soft_depth = 0;
    report->system_error = report->system_error || system;
    file_as(report, SEVERITY_ERROR, system, place, code, format, args);
    report->soft_depth = depth;
}

void report_site_error(struct report *report, struct place place, const char *code,
                       const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_hard(report, false, place, code, format, args);
    va_end(args);
}

void report_request_error(struct report *report, struct place place, const char *code,
                          const char *format, ...)
{
    va_list args;
    va_start(args, format);
    report->usage_error = report->usage_error || place.file.len == 0;
    file_hard(report, false, place, code, format, args);
    va_end(args);
}

void report_system_error(struct report *report, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_hard(report, true, (struct place){0}, code, format, args);
    va_end(args);
}

void report_read_error(struct report *report, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    file_hard(report, true, (struct place){0}, code, format, args);
    va_end(args);
    report->unread = true;
}

bool report_out_of_memory(struct report *report)
{
    report->out_of_memory = true;
    report->last = NULL;
    return false;
}

void report_hint(struct report *report, const char *format, ...)
{
    char room[ROOM_BYTES];
    if (!report->last) {
        return;
    }
    va_list args;
    va_start(args, format);
    struct str *hint = &report->last->hint, more = format_text(room, format, args);
    *hint = hint->len
                ? arena_format(&report->arena, "%.*s; %.*s", STR_ARG(*hint), STR_ARG(more))
                : arena_str(&report->arena, more);
    report->text_bytes += hint->len;
    va_end(args);
}

void report_set_folder(struct report *report, struct str folder, const char *const *beside)
{
    report->folder = arena_str(&report->arena, folder);
    report->beside = beside;
}

void report_add_source(struct report *report, struct str file, struct str text)
{
    if (arena_grow(&report->arena, &report->sources, report->source_count,
                   &report->source_capacity, sizeof *report->sources)) {
        report->sources[report->source_count++] = (struct source){file, text};
    }
}

void report_soften(struct report *report)
{
    report->soft_depth++;
}

void report_harden(struct report *report)
{
    report->soft_depth--;
}

void report_set_colour(struct report *report, bool colour)
{
    report->colour = colour;
}

void report_set_budget(struct report *report, const struct budget *budget)
{
    report->budget = budget;
}

void report_set_reading(struct report *report, struct str file)
{
    if (!report_crossed_budget(report)) {
        report->reading = file;
    }
}

/* Questions */

bool report_crossed_budget(const struct report *report)
{
    return report->budget && report->budget->crossed;
}

struct diagnostic report_memory_fault(const struct report *report, struct buf *text)
{
    struct diagnostic fault = {.severity = SEVERITY_ERROR,
                               .code = "out-of-memory",
                               .message = STR("out of memory")};
    if (!report_crossed_budget(report)) {
        return fault;
    }
    buf_add_text(text, "the packet needs more than ");
    limit_add_bytes(report->budget->limit_bytes, text);
    buf_add_text(text, " of memory");
    fault.place = (struct place){.file = report->reading};
    fault.code = "memory-limit";
    fault.message = buf_str(text);
    fault.hint = STR("a larger --memory may do; the limit is the same on every machine");
    return fault;
}

bool report_tells(const struct report *report, const char *code, struct str file)
{
    bool filed = find_tally(report, code) != NULL; /* mostly not: asked for each link */
    for (size_t i = 0; filed && i < report->count; i++) {
        const struct diagnostic *item = &report->items[i];
        if (strcmp(item->code, code) == 0 && str_eq(item->place.file, file)) {
            return true;
        }
    }
    return false;
}

size_t report_count(const struct report *report, enum severity severity)
{
    size_t count = severity == SEVERITY_ERROR && report->out_of_memory;
    for (size_t i = 0; i < report->tally_count; i++) {
        count += report->tallies[i].filed[severity];
    }
    return count;
}

bool report_has_system_error(const struct report *report)
{
    return report->system_error || report->out_of_memory;
}

bool report_has_usage_error(const struct report *report)
{
    return report->usage_error;
}

bool report_is_out_of_memory(const struct report *report)
{
    return report->out_of_memory;
}

size_t report_left_out(const struct report *report, const char *code,
                       enum severity severity)
{
    const struct tally *tally = find_tally(report, code);
    return tally && !report->unread ? tally->filed[severity] - tally->kept[severity] : 0;
}

const char *severity_name(enum severity severity)
{
    switch (severity) {
    case SEVERITY_NOTE: return "note";
    case SEVERITY_WARNING: return "warning";
    case SEVERITY_ERROR: return "error";
    }
    return "error";
}
