/* What the file says of itself: XMP metadata with the claims of PDF/A-3a and PDF/UA-1, the
 * information dictionary from the same values (both must agree), the language, and the
 * output intent. */
#include "base/date.h"
#include "base/gate.h"
#include "pdf/parts.h"
#include "press/press.h"

/* The years 0 to 9999: both spellings have four digits for them. 0 is no date. */
static bool can_be_spelled(int64_t seconds)
{
    return seconds != 0 && seconds >= INT64_C(-62167219200) &&
           seconds <= INT64_C(253402300799);
}

void metadata_add_date(struct buf *out, const char *key, int64_t seconds)
{
    if (!can_be_spelled(seconds)) {
        return;
    }
    struct civil d = date_civil(seconds);
    buf_add_format(out, "/%s(D:%04d%02d%02d%02d%02d%02dZ)", key, (int)d.year, d.month,
                   d.day, d.hour, d.minute, d.second);
}

static void add_xmp_date(struct buf *out, const char *name, int64_t seconds)
{
    if (!can_be_spelled(seconds)) {
        return;
    }
    struct civil d = date_civil(seconds);
    buf_add_format(out, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>", name,
                   (int)d.year, d.month, d.day, d.hour, d.minute, d.second, name);
}

static void add_xmp_element(struct buf *out, const char *before, struct str text,
                            const char *after)
{
    if (text.len) {
        buf_add_text(out, before);
        gate_add_markup(out, text);
        buf_add_text(out, after);
    }
}

/* PDF/A wants every property that its schemas do not know described (ISO 19005-3, 6.6.2.3).
 */
static const char extension_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO "
    "14289</pdfaProperty:description></rdf:li></rdf:Seq>"
    "</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

static void add_xmp(struct buf *out, const struct pdf_options *options)
{
    buf_add_text(
        out, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
             "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
             " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
             "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
             " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
             " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
             " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
             " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
             " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">"
             "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
             "<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>");
    add_xmp_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                    options->title, "</rdf:li></rdf:Alt></dc:title>");
    add_xmp_element(out, "<dc:creator><rdf:Seq><rdf:li>", options->author,
                    "</rdf:li></rdf:Seq></dc:creator>");
    add_xmp_element(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                    options->subject, "</rdf:li></rdf:Alt></dc:description>");
    add_xmp_element(out, "<dc:language><rdf:Bag><rdf:li>", options->language,
                    "</rdf:li></rdf:Bag></dc:language>");
    add_xmp_element(out, "<pdf:Producer>", options->producer, "</pdf:Producer>");
    add_xmp_element(out, "<xmp:CreatorTool>", options->producer, "</xmp:CreatorTool>");
    add_xmp_date(out, "CreateDate", options->date);
    add_xmp_date(out, "ModifyDate", options->date);
    buf_add_text(out, extension_schema);
    buf_add_text(out, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* The profile, and what the intent says of it. */
struct intent {
    struct str profile, components;
    const char *condition;
    struct str info;
};

/* Of a file in grey its own profile, of one in inks that of the press: what has a colour in
 * another space after all, no judge would pass. */
static struct intent intent_of(struct inks inks, struct buf *made)
{
    struct intent intent = {
        .components = STR("/N 3"), .condition = "sRGB", .info = STR("sRGB IEC61966-2.1")};
    switch (inks.kind) {
    case INKS_SCREEN:
    case INKS_PRINT: icc_add_srgb(made); break;
    case INKS_GREY:
    case INKS_MASK:
        icc_add_grey(made);
        intent = (struct intent){.components = STR("/N 1"),
                                 .condition = "Custom",
                                 .info = STR("Greys of sRGB IEC61966-2.1")};
        break;
    case INKS_PRESS:
        intent = (struct intent){.profile = press_profile(inks.press),
                                 .components = STR("/N 4"),
                                 .condition = "Custom",
                                 .info = press_title(inks.press)};
        intent.info = intent.info.len ? intent.info : STR("CMYK of a press");
        break;
    }
    intent.profile = intent.profile.len ? intent.profile : buf_str(made);
    return intent;
}

void metadata_write_intent(struct pdf_writer *writer)
{
    struct buf made = {.kept_in = pdf_arena(writer)}, entries = made;
    struct intent intent = intent_of(pdf_inks(writer), &made);
    pdf_ref icc = pdf_reserve(writer);
    pdf_set_stream(writer, icc, intent.components, intent.profile, false);
    buf_add_format(&entries,
                   "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                   "/OutputConditionIdentifier(%s)/Info",
                   intent.condition);
    pdf_add_bytes(&entries, intent.info);
    buf_add_text(&entries, "/DestOutputProfile ");
    pdf_add_ref(&entries, icc);
    buf_add_text(&entries, ">>]");
    pdf_catalog_add(writer, buf_str(&entries));
    buf_clear(&made);
    buf_clear(&entries);
}

pdf_ref metadata_write(struct pdf_writer *writer, const struct pdf_options *options)
{
    struct buf xmp = {.kept_in = pdf_arena(writer)}, entries = xmp;
    add_xmp(&xmp, options);
    pdf_ref stream = pdf_reserve(writer);
    pdf_set_stream(writer, stream, STR("/Type/Metadata/Subtype/XML"), buf_str(&xmp), true);
    buf_add_text(&entries, "/Metadata ");
    pdf_add_ref(&entries, stream);
    pdf_add_text(writer, &entries, "/Lang",
                 options->language.len ? options->language : STR("en"));
    pdf_catalog_add(writer, buf_str(&entries));

    buf_reset(&entries);
    pdf_add_text(writer, &entries, "/Title", options->title);
    pdf_add_text(writer, &entries, "/Author", options->author);
    pdf_add_text(writer, &entries, "/Subject", options->subject);
    pdf_add_text(writer, &entries, "/Producer", options->producer);
    pdf_add_text(writer, &entries, "/Creator", options->producer);
    metadata_add_date(&entries, "CreationDate", options->date);
    metadata_add_date(&entries, "ModDate", options->date);
    pdf_ref info = pdf_reserve(writer);
    pdf_set(writer, info, buf_str(&entries));
    buf_clear(&xmp);
    buf_clear(&entries);
    return info;
}
