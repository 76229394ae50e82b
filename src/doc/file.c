/* Files whose bytes are not held: what is read again must be what was looked at, or the
 * manifests, the pages and the file itself would tell of different states of the site. */
#include "doc/doc.h"

void packet_file_set_apart(struct packet_file *file)
{
    digest_sha256(file->bytes, file->sha256);
    file->apart = true;
    file->bytes = file->original = (struct str){0};
}

static bool is_as_before(const struct packet_file *file, struct str bytes)
{
    uint8_t digest[SHA256_BYTES];
    digest_sha256(bytes, digest);
    return bytes.len == file->byte_count &&
           memcmp(digest, file->sha256, sizeof digest) == 0;
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
    if (status != FILE_OK) {
        report_system_error(report, "file-changed",
                            "'%.*s' could be read once, and now cannot be: %s",
                            STR_ARG(file->source), file_status_text(status));
    } else if (!is_as_before(file, *out)) {
        report_system_error(report, "file-changed", "'%.*s' was changed during the run",
                            STR_ARG(file->source));
        report_hint(report, "export again");
        status = FILE_ABSENT;
    }
    return status == FILE_OK;
}
