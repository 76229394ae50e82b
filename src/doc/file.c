/* Files whose bytes are not held: what is read again must be what was looked at, or the
 * manifests, the pages and the file itself would tell of different states of the site. */
#include "doc/doc.h"

bool packet_file_set_apart(struct packet_file *file, struct window *window,
                           struct arena *arena)
{
    bool ok = window_digest(window, arena, (struct digests){.sha256 = file->sha256});
    file->apart = true;
    file->bytes = file->original = (struct str){0};
    return ok;
}

static bool is_as_before(const struct packet_file *file, struct str bytes)
{
    uint8_t digest[SHA256_BYTES];
    digest_sha256(bytes, digest);
    return bytes.len == file->byte_count &&
           memcmp(digest, file->sha256, sizeof digest) == 0;
}

/* False, always. */
static bool tell_gone(const struct packet_file *file, enum file_status status,
                      struct report *report)
{
    report_system_error(report, "file-changed",
                        "'%.*s' could be read once, and now cannot be: %s",
                        STR_ARG(file->source), file_status_text(status));
    return false;
}

static bool tell_changed(const struct packet_file *file, struct report *report)
{
    report_system_error(report, "file-changed", "'%.*s' was changed during the run",
                        STR_ARG(file->source));
    report_hint(report, "export again");
    return false;
}

bool packet_read_file(const struct packet *packet, const struct packet_file *file,
                      struct arena *arena, struct str *out, struct report *report)
{
    *out = file->bytes;
    if (!file->apart) {
        return true;
    }
    enum file_status status = packet->store.read(packet->store.data, arena, file, out);
    if (status == FILE_NO_MEMORY) {
        return report_out_of_memory(report);
    }
    return status != FILE_OK           ? tell_gone(file, status, report)
           : !is_as_before(file, *out) ? tell_changed(file, report)
                                       : true;
}

/* What it is now is known when all is sent. */
static enum pieces_end send_flow(const struct packet_file *file, struct window *window,
                                 pieces_sink *sink, void *data, struct report *report)
{
    struct arena held;
    uint8_t digest[SHA256_BYTES];
    arena_init(&held, 0);
    struct digester *digester = digester_new(&held, (struct digests){.sha256 = digest});
    bool same = window->size == file->byte_count, more = digester;
    for (size_t at = 0; same && more && at < window->size;) {
        struct str part = window_part(window, at, window->size, 1);
        digester_add(digester, part);
        at += part.len;
        more = window->status == FILE_OK && sink(data, part);
    }
    if (digester) {
        digester_finish(digester);
    }
    bool ok = digester
                  ? window->status == FILE_OK || tell_gone(file, window->status, report)
                  : report_out_of_memory(report);
    if (ok && more && (!same || memcmp(digest, file->sha256, sizeof digest) != 0)) {
        ok = tell_changed(file, report);
    }
    arena_clear(&held);
    return !ok ? PIECES_FAILED : more ? PIECES_SENT : PIECES_STOPPED;
}

enum pieces_end packet_send_file(const struct packet *packet,
                                 const struct packet_file *file, struct budget *budget,
                                 pieces_sink *sink, void *data, struct report *report)
{
    const struct packet_store *store = &packet->store;
    struct window window;
    enum pieces_end end;
    if (file->apart && store->flow && store->flow(store->data, file, &window)) {
        end = send_flow(file, &window, sink, data, report);
        window_close(&window);
        return end;
    }
    struct arena held;
    struct str bytes;
    arena_init_within(&held, 0, budget);
    end = !packet_read_file(packet, file, &held, &bytes, report) ? PIECES_FAILED
          : sink(data, bytes)                                    ? PIECES_SENT
                                                                 : PIECES_STOPPED;
    arena_clear(&held);
    return end;
}
